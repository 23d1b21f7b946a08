package io.bedrockrelay.bedrock;

import static io.bedrockrelay.bedrock.FakeBedrock.await;
import static io.bedrockrelay.bedrock.Stage.CALL;
import static io.bedrockrelay.bedrock.Stage.PATIENCE;
import static io.bedrockrelay.bedrock.Stage.ask;
import static io.bedrockrelay.bedrock.Stage.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that something else wrote than Bedrock: a proxy, a gateway, another service.
@Timeout(60)
class ForeignAnswerTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "201, application/json",
        "202, application/vnd.amazon.eventstream",
        "203, application/json",
        "204,",
        "205, application/json",
        "206, application/vnd.amazon.eventstream",
        "226, application/json",
        "300, text/html",
        "302, text/html",
        "304,",
        "308, application/json",
        "600, application/json",
        "999, application/vnd.amazon.eventstream",
        "200, text/html",
        "200, text/event-stream",
        "200, application/jsonp",
        "200,"
    })
    void isNoneInAnyLane(int status, String type) {
        var bedrock = stage.bedrock((_, response) -> {
            response.setStatusCode(status);
            if (type != null) {
                response.putHeader("Content-Type", type);
            }
            response.end("{}");
        });
        var lane = stage.lane(bedrock);
        var told = failure(ask(lane));
        assertThat(told).isInstanceOf(Failure.Broken.class);
        assertThat(told.message()).contains("status " + status, type == null ? "no content type" : type);
        for (var operation : Operation.values()) {
            var failed = operation.streams()
                    ? ((RawEvent.Failed) lane.rawStream(CALL, operation, Map.of(), BODY)
                                    .collect()
                                    .last()
                                    .await()
                                    .atMost(PATIENCE))
                            .failure()
                    : ((RawAnswer.Failed) lane.raw(CALL, operation, Map.of(), BODY)
                                    .await()
                                    .atMost(PATIENCE))
                            .failure();
            assertThat(failed).as(operation.name()).isEqualTo(new Failure.Broken(failed.message()));
            assertThat(failed.message()).contains("status " + status);
        }
    }

    @Test
    void isNoneInAnEncodingThatNobodyAskedFor() {
        var bedrock = stage.bedrock((_, response) -> response.putHeader("Content-Type", "application/json")
                .putHeader("Content-Encoding", "gzip")
                .end("{}"));
        var answer = stage.lane(bedrock)
                .raw(CALL, Operation.CONVERSE, Map.of(), BODY)
                .await()
                .atMost(PATIENCE);
        assertThat(((RawAnswer.Failed) answer).failure().message()).contains("status 200", "application/json", "gzip");
    }

    @Test
    void isOneWhereInvokeModelWasAskedForThatType() {
        var bedrock = stage.bedrock(
                (_, response) -> response.putHeader("Content-Type", "image/png").end("png"));
        var answer = stage.lane(bedrock)
                .raw(CALL, Operation.INVOKE, Map.of("accept", "image/png"), BODY)
                .await()
                .atMost(PATIENCE);
        assertThat(((RawAnswer.Answered) answer).body()).hasToString("png");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERSE", "INVOKE", "COUNT_TOKENS"})
    void comesAfterAnyNumberOfInterimOnes(Operation operation) {
        var interim = "HTTP/1.1 102 Processing\r\nX-Still: working\r\n\r\n".repeat(20)
                + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
        var answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        var server = await(stage.vertx
                .createNetServer()
                .connectHandler(socket -> socket.handler(_ -> socket.write(interim + answer)))
                .listen(0, "127.0.0.1"));
        var lane = stage.lane(URI.create("http://127.0.0.1:" + server.actualPort()), Map.of());
        for (int call = 0; call < 2; call++) {
            var told = lane.raw(CALL, operation, Map.of(), BODY).await().atMost(PATIENCE);
            assertThat(told).isInstanceOfSatisfying(RawAnswer.Answered.class, answered -> assertThat(answered.body())
                    .hasToString("{}"));
        }
    }
}
