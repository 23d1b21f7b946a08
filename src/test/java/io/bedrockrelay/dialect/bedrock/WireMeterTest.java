package io.bedrockrelay.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

class WireMeterTest {
    private static final Path CAPTURES = Path.of("../shared/bedrock/captures");

    @ParameterizedTest
    @CsvSource({
        "converse-stream-titan-lite, CONVERSE_STREAM, 8, 10, 605, MAX_TOKENS",
        "converse-stream-claude-3-sonnet-tools-turn1, CONVERSE_STREAM, 295, 43, 2499, TOOL_USE",
        "invoke-stream-claude-v2, INVOKE_STREAM, 37, 8, 432,",
        "invoke-stream-us-claude-3-5-sonnet-tools-turn1, INVOKE_STREAM, 392, 97, 3915,"
    })
    void metersRecordedStreams(
            String capture, WireOperation operation, long input, long output, long latency, StopReason reason)
            throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "no recorded streams here");
        var meter = new WireMeter(operation);
        new MessageDecoder(frame ->
                        meter.frame(header(frame, ":message-type"), header(frame, ":event-type"), frame.getPayload()))
                .feed(Files.readAllBytes(CAPTURES.resolve(capture + ".bin")));

        assertThat(meter.whole()).isTrue();
        assertThat(meter.usage()).isEqualTo(new Usage(input, output, input + output, 0, 0, 0));
        assertThat(meter.latencyMs()).isEqualTo(latency);
        assertThat(meter.stopReason()).isEqualTo(reason);
        assertThat(meter.exception()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'', true", "x, true", "xy, true", "xyz, true"})
    void aGuardrailsBlockIsAnEndWithoutACount(String before, boolean whole) {
        var meter = new WireMeter(WireOperation.INVOKE_STREAM);
        var block = "{\"completion\":\"" + before + "\",\"amazon-bedrock-guardrailAction\":\"INTERVENED\"}";
        var payload = "{\"bytes\":\"" + Base64.getEncoder().encodeToString(block.getBytes(UTF_8)) + "\",\"p\":\"ab\"}";
        meter.frame("event", "chunk", payload.getBytes(UTF_8));
        assertThat(meter.whole()).isEqualTo(whole);
        assertThat(meter.usage()).isEqualTo(Usage.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amazon-bedrock-guardrailAction\":\"NONE\",\"completion\":\"a\"}",
                "{\"completion\":\"amazon-bedrock-guardrailAction: INTERVENED\"}"
            })
    void whatAGuardrailLetsPassIsNoEnd(String event) {
        var meter = new WireMeter(WireOperation.INVOKE_STREAM);
        var payload = "{\"bytes\":\"" + Base64.getEncoder().encodeToString(event.getBytes(UTF_8)) + "\"}";
        meter.frame("event", "chunk", payload.getBytes(UTF_8));
        assertThat(meter.whole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "{\"stopReason\":", "{\"stopReason\":5}"})
    void aStopThatCannotBeReadIsNoEnd(String payload) {
        var meter = new WireMeter(WireOperation.CONVERSE_STREAM);
        meter.frame("event", "messageStop", payload.getBytes(UTF_8));
        assertThat(meter.whole()).isFalse();
    }

    @Test
    void countsTheCacheOnceAndIsWholeAtTheStopOnly() throws IOException {
        var meter = new WireMeter(WireOperation.CONVERSE_STREAM);
        for (var line : Files.readAllLines(Path.of("src/test/resources/golden/wire/converse-frames.txt"))) {
            var parts = line.split(" ", 3);
            meter.frame(parts[0], parts[1], parts[2].getBytes(UTF_8));
            var over = parts[1].equals("messageStop") || parts[1].equals("metadata");
            assertThat(meter.whole()).as(line).isEqualTo(over);
        }
        assertThat(meter.usage()).isEqualTo(new Usage(3, 4, 60, 20, 33, 30));
        assertThat(meter.latencyMs()).isEqualTo(77);
    }

    @Test
    void anExceptionEndsTheStream() {
        var meter = new WireMeter(WireOperation.CONVERSE_STREAM);
        meter.frame("event", "messageStop", "{\"stopReason\":\"end_turn\"}".getBytes(UTF_8));
        meter.frame("exception", "throttlingException", "{\"message\":\"Too many\"}".getBytes(UTF_8));

        assertThat(meter.whole()).isFalse();
        assertThat(meter.exception()).isEqualTo("throttlingException");
        assertThat(meter.exceptionMessage()).isEqualTo("Too many");
    }

    @Test
    void anErrorFrameEndsTheStreamToo() {
        var meter = new WireMeter(WireOperation.INVOKE_STREAM);
        meter.frame("error", "InternalError", new byte[0]);

        assertThat(meter.exception()).isEqualTo("InternalError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz", "漢"})
    void findsTheMetricsWhereverTheyBegin(String before) {
        var json = "{\"t\":\"" + before + "\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":1,"
                + "\"outputTokenCount\":2,\"cacheReadInputTokenCount\":3,\"cacheWriteInputTokenCount\":4}}";
        var meter = new WireMeter(WireOperation.INVOKE_STREAM);
        meter.frame("event", "chunk", chunk("{\"t\":\"" + before + "\"}"));
        assertThat(meter.whole()).isFalse();
        meter.frame("event", "chunk", chunk(json));

        assertThat(meter.whole()).isTrue();
        assertThat(meter.usage()).isEqualTo(new Usage(1, 2, 10, 3, 4, 0));
    }

    @Test
    void aModelThatTalksOfMetricsIsNotAtItsEnd() {
        var meter = new WireMeter(WireOperation.INVOKE_STREAM);
        meter.frame("event", "chunk", chunk("{\"text\":\"amazon-bedrock-invocationMetrics\"}"));

        assertThat(meter.whole()).isFalse();
    }

    @Test
    void metersAWholeRecordedAnswer() throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "no recorded answers here");
        var meter = new WireMeter(WireOperation.CONVERSE);
        meter.body(Files.readAllBytes(CAPTURES.resolve("converse-claude.body.json")));

        assertThat(meter.whole()).isTrue();
        assertThat(meter.usage()).isEqualTo(new Usage(37, 8, 45, 0, 0, 0));
        assertThat(meter.latencyMs()).isEqualTo(408);
    }

    private static String header(Message frame, String name) {
        return Objects.requireNonNull(frame.getHeaders().get(name)).getString();
    }

    private static byte[] chunk(String inner) {
        var base64 = Base64.getEncoder().encodeToString(inner.getBytes(UTF_8));
        return ("{\"bytes\":\"" + base64 + "\",\"p\":\"abc\"}").getBytes(UTF_8);
    }
}
