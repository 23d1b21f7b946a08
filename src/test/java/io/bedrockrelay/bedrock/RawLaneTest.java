package io.bedrockrelay.bedrock;

import static io.bedrockrelay.bedrock.Stage.CALL;
import static io.bedrockrelay.bedrock.Stage.PATIENCE;
import static io.bedrockrelay.bedrock.Stage.event;
import static io.bedrockrelay.bedrock.Stage.start;
import static io.bedrockrelay.bedrock.Stage.stop;
import static io.bedrockrelay.bedrock.Stage.stream;
import static io.bedrockrelay.bedrock.Stage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Answers that are passed on as they are.
@Timeout(60)
class RawLaneTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void passesFramesOnAsTheyAre() throws InterruptedException {
        var sent = start().appendBuffer(text("Hi")).appendBuffer(stop());
        var bedrock = stage.bedrock((_, response) -> stream(response).end(sent));
        var events = stage.lane(bedrock)
                .rawStream(
                        CALL,
                        Operation.CONVERSE_STREAM,
                        Map.of("X-Amzn-Bedrock-Trace", "ENABLED"),
                        "{\"new\":\"field\"}".getBytes(StandardCharsets.UTF_8))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        var joined = Buffer.buffer();
        events.forEach(
                event -> joined.appendBytes(((RawEvent.Framed) event).frame().bytes()));
        assertThat(joined).isEqualTo(sent);
        var received = bedrock.next();
        assertThat(received.body().toString()).isEqualTo("{\"new\":\"field\"}");
        assertThat(received.headers()).containsEntry("X-Amzn-Bedrock-Trace", "ENABLED");
    }

    @Test
    void passesARefusalOnAsItIs() {
        var bedrock = stage.bedrock((_, response) -> response.setStatusCode(400)
                .putHeader("x-amzn-ErrorType", "ValidationException:http://internal.amazon.com/")
                .end("{\"message\":\"no\"}"));
        var event = stage.lane(bedrock)
                .rawStream(CALL, Operation.INVOKE_STREAM, Map.of(), new byte[] {'{', '}'})
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE)
                .getFirst();
        var answer = ((RawEvent.Refused) event).answer();
        assertThat(answer.head().headers())
                .containsEntry("X-Amzn-Errortype", "ValidationException:http://internal.amazon.com/");
        assertThat(answer.body().toString()).isEqualTo("{\"message\":\"no\"}");
        assertThat(answer.failure()).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void aRawConverseStreamWithoutStopIsBrokenAfterItsFrames() {
        var bedrock = stage.bedrock((_, response) -> stream(response).end(start()));
        var events = stage.lane(bedrock)
                .rawStream(CALL, Operation.CONVERSE_STREAM, Map.of(), new byte[] {'{', '}'})
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).isInstanceOf(RawEvent.Failed.class);
    }
}
