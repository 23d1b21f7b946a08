package io.bedrockrelay.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.answer.EventReader;
import io.bedrockrelay.bedrock.frame.Decoded;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.bedrock.frame.FrameDecoder;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.bedrock.ExceptionFrame;
import io.bedrockrelay.dialect.bedrock.WireMeter;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.emulator.wire.Frames;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Frames as Bedrock sends them, and what each dialect makes of them: case by case, dialect by dialect.
class DialectTableTest {
    private static final Answering ANSWERING = new Answering(
            "req-1",
            "nova-pro",
            "amazon.nova-pro-v1:0",
            "eu.amazon.nova-pro-v1:0",
            "eu-west-1",
            "geographic",
            Instant.EPOCH,
            wishes());

    private static final String OPENAI_HEAD =
            "{\"id\":\"chatcmpl-req-1\",\"object\":\"chat.completion.chunk\",\"created\":0,"
                    + "\"model\":\"nova-pro\",";
    private static final String ANTHROPIC_START = "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_req-1\","
            + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"nova-pro\",\"container\":null,"
            + "\"diagnostics\":null,\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
            + "\"stop_details\":null,\"usage\":{\"input_tokens\":0,\"cache_creation_input_tokens\":0,"
            + "\"cache_read_input_tokens\":0,\"output_tokens\":0,\"cache_creation\":"
            + "{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":0},"
            + "\"output_tokens_details\":null,\"server_tool_use\":null,\"inference_geo\":null,\"speed\":null,"
            + "\"service_tier\":null}}}";

    @TestFactory
    Stream<DynamicTest> everyDialectTellsWhatTheTableSays() {
        return Stream.of("text", "tools", "reasoning", "endings", "failures")
                .flatMap(file -> new GoldenTable("frames/" + file + ".txt").tests(DialectTableTest::told));
    }

    private static Map<String, String> told(Map<String, String> given) {
        var bytes = bytes(given.getOrDefault("frames", ""));
        var frames = decoded(List.of(bytes));
        assertTheSameHoweverCut(bytes, frames);
        var events = events(frames);
        var told = new LinkedHashMap<String, String>();
        told.put("openai", stream(new CompletionsDialect(), events));
        told.put("anthropic", stream(new AnthropicDialect(), events));
        told.put("relay", stream(new RelayDialect(), events));
        told.put("wire", wire(frames));
        return told;
    }

    /// The frames are the same wherever the network cuts the stream in two, and if it brings every byte on its own.
    private static void assertTheSameHoweverCut(Buffer bytes, List<Frame> frames) {
        var each = new ArrayList<Buffer>();
        for (int at = 0; at < bytes.length(); at++) {
            each.add(bytes.slice(at, at + 1));
            var cut = decoded(List.of(bytes.slice(0, at), bytes.slice(at, bytes.length())));
            assertThat(cut.stream().map(DialectTableTest::raw))
                    .as("cut at %d", at)
                    .containsExactlyElementsOf(
                            frames.stream().map(DialectTableTest::raw).toList());
        }
        assertThat(events(decoded(each)).toString()).isEqualTo(events(frames).toString());
    }

    private static String raw(Frame frame) {
        return new String(frame.bytes(), ISO_8859_1);
    }

    /// `event TYPE JSON`, `exception TYPE JSON` or `error CODE TEXT` a line, by the emulator's own codec.
    private static Buffer bytes(String script) {
        var bytes = Buffer.buffer();
        script.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var words = line.split(" ", 3);
            bytes.appendBuffer(
                    words[0].equals("error")
                            ? Frames.error(words[1], words[2])
                            : Frames.message(headers(words[0], words[1]), words[2].getBytes(UTF_8)));
        });
        return bytes;
    }

    private static Map<String, String> headers(String kind, String type) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":" + kind + "-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", kind);
        return headers;
    }

    private static List<Frame> decoded(List<Buffer> pieces) {
        var decoder = new FrameDecoder(FrameDecoder.DEFAULT_MAX_FRAME);
        var frames = new ArrayList<Frame>();
        for (var piece : pieces) {
            decoder.feed(piece);
            while (decoder.next() instanceof Frame frame) {
                frames.add(frame);
            }
        }
        assertThat(decoder.next()).isSameAs(Decoded.Incomplete.INCOMPLETE);
        assertThat(decoder.atBoundary()).isTrue();
        return frames;
    }

    /// What the lane and the call make of the frames.
    private static List<ChatEvent> events(List<Frame> frames) {
        var reader = new EventReader(name -> name, "upstream-1");
        var events = new ArrayList<ChatEvent>();
        for (var frame : frames) {
            for (var event = reader.read(frame); event != null; event = reader.more()) {
                events.add(Inspectors.malformedFails(event));
            }
        }
        var untold = reader.untold();
        if (untold != null) {
            events.add(untold);
        }
        if (!reader.stopped() && !reader.failed()) {
            events.add(new ChatEvent.Failed(broken()));
        }
        return untilFailed(events);
    }

    private static List<ChatEvent> untilFailed(List<ChatEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof ChatEvent.Failed) {
                return events.subList(0, i + 1);
            }
        }
        return events;
    }

    private static Failure broken() {
        return new Failure.Broken("Bedrock's answer ended before the model had finished.");
    }

    /// Those of a client of OpenAI's that wants to know the usage.
    private static Echo wishes() {
        var request = """
                {"model": "nova-pro", "stream": true, "stream_options": {"include_usage": true},
                 "messages": [{"role": "user", "content": "Hi"}]}""";
        return ((Reading.Read) new CompletionsDialect().read(request.getBytes(UTF_8))).echo();
    }

    private static String stream(Dialect dialect, List<ChatEvent> events) {
        var encoder = dialect.stream(ANSWERING);
        var out = new JsonWriter();
        events.forEach(event -> encoder.event(event, out));
        if (!(events.getLast() instanceof ChatEvent.Failed)) {
            encoder.end(out);
        }
        return shortened(new String(out.toBytes(), UTF_8));
    }

    /// A line for each event, without what is the same in all of them.
    private static String shortened(String stream) {
        assertThat(stream).endsWith("\n\n");
        return stream.replace("\n\n", "\n")
                .replaceAll("event: (\\S+)\ndata: (\\{\"type\":\"\\1\")", "data: $2")
                .replaceAll("event: (\\S+)\ndata: ", "$1: ")
                .replace(OPENAI_HEAD, "{…")
                .replace(",\"logprobs\":null,\"finish_reason\":null}", ",…}")
                .replace(ANTHROPIC_START, "{\"type\":\"message_start\",…}");
    }

    /// The frames go on as they are; what is told is what the relay counts by the way, and what it adds at the end.
    private static String wire(List<Frame> frames) {
        var meter = new WireMeter(WireOperation.CONVERSE_STREAM);
        for (var frame : frames) {
            var payload = Arrays.copyOfRange(
                    frame.bytes(), frame.payloadOffset(), frame.payloadOffset() + frame.payloadLength());
            meter.frame(word(frame.messageType()), type(frame), payload);
        }
        var end = meter.whole() ? "whole, " + meter.stopReason() : "exception " + exception(meter);
        return frames.size() + " frames, " + end + ", " + meter.usage();
    }

    private static String exception(WireMeter meter) {
        if (meter.exception() != null) {
            return meter.exception() + " of Bedrock";
        }
        var added = decoded(List.of(Buffer.buffer(ExceptionFrame.of(broken(), WireOperation.CONVERSE_STREAM))));
        return word(added.getFirst().exceptionType()) + " of the relay";
    }

    private static String type(Frame frame) {
        return Stream.of(frame.eventType(), frame.exceptionType(), frame.text(":error-code"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static String word(@Nullable String word) {
        return Objects.requireNonNullElse(word, "");
    }
}
