package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Frames of HTTP/2 that ask for nothing, but have to be answered.
@Timeout(60)
class FloodIT {
    private static final Vertx VERTX = Vertx.vertx();
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, entry("all", "brk_all", ""));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        keyed.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void ofPingsEndsTheConnection() throws Exception {
        assertThat(closedAfter(connection -> connection.ping(Buffer.buffer("12345678")), 1_000))
                .isTrue();
    }

    @Test
    void ofSettingsEndsTheConnection() throws Exception {
        assertThat(closedAfter(connection -> connection.updateSettings(connection.settings()), 1_000))
                .isTrue();
    }

    @Test
    void aFewOfThemAreWelcome() throws Exception {
        assertThat(closedAfter(connection -> connection.ping(Buffer.buffer("12345678")), 50))
                .isFalse();
    }

    private static boolean closedAfter(Consumer<HttpConnection> frame, int times) throws Exception {
        var client = VERTX.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        var closed = new CompletableFuture<Boolean>();
        client.request(HttpMethod.GET, keyed.port(), "localhost", "/v1/models")
                .compose(request ->
                        request.putHeader("Authorization", "Bearer brk_all").send())
                .onFailure(closed::completeExceptionally)
                .onSuccess(response -> {
                    var connection = response.request().connection();
                    connection.closeHandler(_ -> closed.complete(true));
                    for (int i = 0; i < times; i++) {
                        frame.accept(connection);
                    }
                });
        try {
            return closed.completeOnTimeout(false, times < 100 ? 3 : 20, TimeUnit.SECONDS)
                    .get();
        } finally {
            client.close();
        }
    }
}
