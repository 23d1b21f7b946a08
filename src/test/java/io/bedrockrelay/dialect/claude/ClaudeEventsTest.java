package io.bedrockrelay.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

class ClaudeEventsTest {
    private static final Path CAPTURES = Path.of("../shared/bedrock/captures");

    @ParameterizedTest
    @CsvSource({
        "invoke-stream-claude-v2, 37, 8, END_TURN, 432",
        "invoke-stream-us-claude-3-5-sonnet-tools-turn1, 392, 133, TOOL_USE, 3915"
    })
    void passesRecordedEventsByteForByte(String capture, long input, long output, StopReason reason, long latency)
            throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "no recorded streams here");
        var inner = inner(Files.readAllBytes(CAPTURES.resolve(capture + ".bin")));
        var stream = new ClaudeEvents();
        for (var json : inner) {
            assertThat(stream.meter().whole()).isFalse();
            var out = new JsonWriter();
            tell(stream, json, out);

            var type = new JsonMapper().readTree(json).path("type").textValue();
            assertThat(new String(out.toBytes(), UTF_8))
                    .isEqualTo("event: " + type + "\ndata: " + new String(json, UTF_8) + "\n\n");
        }
        assertThat(stream.meter().whole()).isTrue();
        assertThat(stream.meter().usage()).isEqualTo(new Usage(input, output, input + output, 0, 0, 0));
        assertThat(stream.meter().stopReason()).isEqualTo(reason);
        assertThat(stream.meter().latencyMs()).isEqualTo(latency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bytes\":\"eyJ0eXBlIjoicGluZyJ9\",\"p\":\"abc\"}",
                "{\"p\":\"abc\",\"bytes\":\"eyJ0eXBlIjoicGluZyJ9\"}",
                "{ \"bytes\" : \"eyJ0eXBlIjoicGluZyJ9\" }",
                "{\"bytes\":\"eyJ0eXBlIjoicGlu\\u005ayJ9\"}"
            })
    void takesTheEventOutOfItsChunk(String payload) {
        var stream = new ClaudeEvents();
        var out = new JsonWriter();
        stream.write(read(stream, bytes(payload)), out);

        assertThat(new String(out.toBytes(), UTF_8)).isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"bytes\":\"!!\"}", "{\"bytes\":7}", "{\"bytes\":\"eyJ0", "[]"})
    void aChunkWithoutAnEventIsNone(String payload) {
        assertThat(new ClaudeEvents().read(bytes(payload), 0, bytes(payload).length))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{\"type\":\"message_stop\"",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"cu"
            })
    void whatIsNoEventInsideOfAChunkIsNone(String json) {
        var payload = chunk(bytes(json));

        assertThat(new ClaudeEvents().read(payload, 0, payload.length)).isNull();
    }

    @Test
    void readsARecordedWholeMessage() throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "no recorded answers here");
        var meter = new ClaudeMeter();
        meter.message(Files.readAllBytes(CAPTURES.resolve("invoke-claude.body.json")));

        assertThat(meter.whole()).isTrue();
        assertThat(meter.usage()).isEqualTo(new Usage(14, 10, 24, 0, 0, 0));
        assertThat(meter.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
    }

    @Test
    void countsCachedTokensOfStartAndDelta() {
        var meter = new ClaudeMeter();
        meter.event(bytes("""
                {"type":"message_start","message":{"usage":{"input_tokens":3,"cache_creation_input_tokens":50,\
                "cache_read_input_tokens":7,"cache_creation":{"ephemeral_5m_input_tokens":20,\
                "ephemeral_1h_input_tokens":30},"output_tokens":1}}}"""));
        meter.event(bytes("""
                {"type":"message_delta","delta":{"stop_reason":"refusal"},"usage":{"output_tokens":9}}"""));

        assertThat(meter.usage()).isEqualTo(new Usage(3, 9, 69, 7, 50, 30));
        assertThat(meter.stopReason()).isEqualTo(StopReason.CONTENT_FILTERED);
        assertThat(meter.whole()).isFalse();
    }

    @Test
    void countsByBedrocksMetricsWhereTheModelCountsNothing() {
        var meter = new ClaudeMeter();
        meter.event(bytes("""
                {"amazon-bedrock-invocationMetrics":{"inputTokenCount":4,"outputTokenCount":5,"invocationLatency":6,\
                "cacheReadInputTokenCount":1},"type":"message_stop"}"""));

        assertThat(meter.usage()).isEqualTo(new Usage(4, 5, 10, 1, 0, 0));
        assertThat(meter.latencyMs()).isEqualTo(6);
        assertThat(meter.whole()).isTrue();
    }

    @Test
    void anErrorOfTheModelIsNoWholeAnswer() {
        var stream = new ClaudeEvents();
        var out = new JsonWriter();
        tell(stream, bytes("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}"), out);
        tell(stream, bytes("{\"type\":\"message_stop\"}"), out);

        assertThat(stream.meter().error()).isEqualTo("overloaded_error");
        assertThat(stream.meter().whole()).isFalse();
    }

    @Test
    void whatIsNoJsonIsNoWholeAnswer() {
        var meter = new ClaudeMeter();

        assertThat(meter.event(bytes("{\"type\":\"message_stop\""))).isNull();
        assertThat(meter.whole()).isFalse();
        meter.message(bytes("{\"stop_reason\":\"end_turn\""));
        assertThat(meter.whole()).isFalse();
    }

    @Test
    void linesInsideAnEventStayOneEvent() throws IOException {
        var out = new JsonWriter();
        tell(new ClaudeEvents(), bytes("{\n \"type\": \"ping\"\r\n}"), out);

        var lines = new String(out.toBytes(), UTF_8).strip().lines().toList();
        assertThat(lines).first().isEqualTo("event: ping");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("data: "));
        var joined = String.join(
                "\n",
                lines.subList(1, lines.size()).stream()
                        .map(line -> line.substring(6))
                        .toList());
        assertThat(new JsonMapper().readTree(joined).path("type").asText()).isEqualTo("ping");
    }

    @Test
    void aTypeCannotForgeALine() {
        var out = new JsonWriter();
        tell(new ClaudeEvents(), bytes("{\"type\":\"x\\ndata: forged\"}"), out);

        assertThat(new String(out.toBytes(), UTF_8)).isEqualTo("data: {\"type\":\"x\\ndata: forged\"}\n\n");
    }

    @Test
    void aBrokenStreamEndsWithAnErrorEvent() {
        var out = new JsonWriter();
        new ClaudeEvents().failed(new Failure.Broken("It broke off."), out);

        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                        + "\"message\":\"It broke off.\"}}\n\n");
    }

    private static List<byte[]> inner(byte[] frames) {
        var inner = new ArrayList<byte[]>();
        var decoder = new MessageDecoder((Message message) -> {
            try {
                var payload = new JsonMapper().readTree(message.getPayload());
                var event = Base64.getDecoder().decode(payload.path("bytes").textValue());
                assertThat(ClaudeChunk.inner(message.getPayload(), 0, message.getPayload().length))
                        .isEqualTo(event);
                inner.add(event);
            } catch (IOException malformed) {
                throw new AssertionError(malformed);
            }
        });
        decoder.feed(frames);
        return inner;
    }

    private static ClaudeEvent read(ClaudeEvents stream, byte[] payload) {
        return Objects.requireNonNull(stream.read(payload, 0, payload.length));
    }

    private static void tell(ClaudeEvents stream, byte[] json, JsonWriter out) {
        stream.write(read(stream, chunk(json)), out);
    }

    private static byte[] chunk(byte[] json) {
        return bytes("{\"bytes\":\"" + Base64.getEncoder().encodeToString(json) + "\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
