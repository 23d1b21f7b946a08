package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Somebody who streams while others send as much as they may, in a Region, on event loops and from a Bedrock that
/// nobody else uses: what he sees of the others is the relay's doing alone. One stream follows the other until he
/// is asked.
final class Bystander implements AutoCloseable {
    static final String REGION = "eu-west-1";
    static final String KEY = "brk_bystander";

    private static final Duration LONGEST_GAP = Duration.ofSeconds(2);
    private static final int EVENTS = 200;
    private static final String QUESTION = "{\"model\":\"nova-pro\",\"region\":\"" + REGION
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Go on. [[emulate: events=" + EVENTS
            + " delay=40ms]]\"}]}";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Emulator bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
    private final HttpClient client = Running.client(vertx, HttpVersion.HTTP_1_1);

    private volatile CompletableFuture<String> stream = new CompletableFuture<>();
    private volatile boolean over;
    private int port;
    private int whole;
    private long last;
    private Duration longest = Duration.ZERO;

    String bedrock() {
        return bedrock.uri().toString();
    }

    /// Returns once the first words are here.
    void begin(int relay) throws Exception {
        port = relay;
        over = false;
        whole = 0;
        longest = Duration.ZERO;
        var begun = new CompletableFuture<Void>();
        vertx.runOnContext(_ -> next(begun));
        begun.get(30, TimeUnit.SECONDS);
    }

    private void next(CompletableFuture<Void> begun) {
        var mine = new CompletableFuture<String>();
        stream = mine;
        last = System.nanoTime();
        client.request(HttpMethod.POST, port, "localhost", "/api/chat")
                .compose(request -> request.putHeader("Accept", "text/event-stream")
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Authorization", "Bearer " + KEY)
                        .send(QUESTION))
                .onFailure(mine::completeExceptionally)
                .onSuccess(answer -> {
                    var text = new StringBuilder();
                    answer.handler(part -> {
                        arrived();
                        text.append(part.toString(StandardCharsets.UTF_8));
                        begun.complete(null);
                    });
                    answer.exceptionHandler(mine::completeExceptionally);
                    answer.endHandler(_ -> {
                        if (!over
                                && Lane.RELAY.end(text.toString().getBytes(StandardCharsets.UTF_8)) == Lane.End.WHOLE) {
                            whole++;
                            next(begun);
                        } else {
                            mine.complete(text.toString());
                        }
                    });
                });
        var _ = mine.whenComplete((_, cause) -> {
            if (cause != null) {
                begun.completeExceptionally(cause);
            }
        });
    }

    private void arrived() {
        long now = System.nanoTime();
        var gap = Duration.ofNanos(now - last);
        last = now;
        if (gap.compareTo(longest) > 0) {
            longest = gap;
        }
    }

    /// That every one of his streams was whole, and none ever stood still for long, its beginning included.
    void wasServed() throws Exception {
        over = true;
        var text = stream.get(60, TimeUnit.SECONDS);
        assertThat(Lane.RELAY.end(text.getBytes(StandardCharsets.UTF_8)))
                .as(text)
                .isEqualTo(Lane.End.WHOLE);
        assertThat(longest).as("the longest gap in %d streams", whole + 1).isLessThan(LONGEST_GAP);
    }

    /// The longest time without a word so far.
    Duration longest() {
        return longest;
    }

    @Override
    public void close() {
        client.close();
        bedrock.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
