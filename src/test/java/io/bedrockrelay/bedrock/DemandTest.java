package io.bedrockrelay.bedrock;

import static io.bedrockrelay.bedrock.Stage.CALL;
import static io.bedrockrelay.bedrock.Stage.PATIENCE;
import static io.bedrockrelay.bedrock.Stage.event;
import static io.bedrockrelay.bedrock.Stage.start;
import static io.bedrockrelay.bedrock.Stage.stop;
import static io.bedrockrelay.bedrock.Stage.stream;
import static io.bedrockrelay.bedrock.Stage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Readers who go away, and readers who are slow.
@Timeout(60)
class DemandTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void cancellingClosesTheConnection() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) -> stream(response).write(start()));
        var subscriber = AssertSubscriber.<ChatEvent>create(100);
        stage.lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitNextItems(1, PATIENCE);
        assertThat(bedrock.anyClosed()).isFalse();
        subscriber.cancel();
        bedrock.awaitClose();
    }

    @Test
    void cancellingBeforeTheHeadClosesTheConnection() throws InterruptedException {
        var bedrock = stage.bedrock((_, _) -> {});
        var subscriber = AssertSubscriber.<ChatEvent>create(100);
        stage.lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        bedrock.next();
        subscriber.cancel();
        bedrock.awaitClose();
    }

    @Test
    void cancellingAWholeAnswerClosesTheConnection() throws InterruptedException {
        var bedrock = stage.bedrock((_, _) -> {});
        var cancellable = stage.lane(bedrock)
                .converse(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe()
                .with(_ -> {});
        bedrock.next();
        cancellable.cancel();
        bedrock.awaitClose();
    }

    /// Two frames and the end have three events to tell here, and none of them comes before it is asked for.
    @Test
    void whatAFrameSaysBesidesWaitsForItsReader() {
        var bedrock = stage.bedrock((_, response) -> stream(response)
                .end(event("metadata", "{\"usage\":{\"inputTokens\":3}}")
                        .appendBuffer(event("messageStop", "{\"stopReason\":\"end_turn\"}"))));
        var subscriber = AssertSubscriber.<ChatEvent>create(0);
        stage.lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        for (int i = 1; i <= 3; i++) {
            subscriber.awaitNextItems(1, PATIENCE);
            assertThat(subscriber.getItems()).hasSize(i);
        }
        subscriber.awaitCompletion(PATIENCE);
        assertThat(subscriber.getItems())
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly("Started", "Stopped", "Metered");
    }

    @Test
    void aReaderWhoAsksForNothingStopsBedrock() throws Exception {
        int pieces = 4000;
        var piece = text("x".repeat(50_000));
        var written = new AtomicInteger();
        var stalled = new CountDownLatch(1);
        var bedrock = stage.bedrock((_, response) -> {
            stream(response).write(start());
            pump(response, piece, pieces, written, stalled);
        });
        var subscriber = AssertSubscriber.<ChatEvent>create(1);
        stage.lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitItems(1, PATIENCE);
        assertThat(stalled.await(20, TimeUnit.SECONDS)).isTrue();
        // 200 MB are on offer; what the sockets' own buffers hold may be on the way, and no more.
        assertThat(written.get() * 50_000L).isLessThan(20_000_000L);
        assertThat(subscriber.getItems()).hasSize(1);

        subscriber.request(Long.MAX_VALUE);
        subscriber.awaitCompletion(PATIENCE);
        assertThat(subscriber.getItems()).hasSize(pieces + 4);
    }

    /// Writes while the socket takes it; `stalled` once it has taken nothing for half a second.
    private void pump(
            HttpServerResponse response, Buffer piece, int pieces, AtomicInteger written, CountDownLatch stalled) {
        while (written.get() < pieces && !response.writeQueueFull()) {
            response.write(piece);
            written.incrementAndGet();
        }
        if (written.get() == pieces) {
            response.end(stop());
            return;
        }
        int before = written.get();
        stage.vertx.setTimer(500, _ -> {
            if (written.get() == before) {
                stalled.countDown();
            }
        });
        response.drainHandler(_ -> pump(response, piece, pieces, written, stalled));
    }
}
