package io.bedrockrelay.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/// The ways through the relay, as plain HTTP: each dialect with each of its lanes.
enum Lane {
    RELAY("/api/chat", "/api/chat", "nova-pro"),
    OPENAI("/v1/chat/completions", "/v1/chat/completions", "nova-pro"),
    CLAUDE("/v1/messages", "/v1/messages", "claude-sonnet-4-5"),
    ANTHROPIC("/v1/messages", "/v1/messages", "nova-pro"),
    CONVERSE("/model/nova-pro/converse-stream", "/model/nova-pro/converse", "nova-pro"),
    INVOKE("/model/claude-sonnet-4-5/invoke-with-response-stream", "/model/claude-sonnet-4-5/invoke", "");

    private final String streaming;
    private final String whole;
    private final String model;

    /// What a stream said about its end.
    enum End {
        WHOLE,
        FAILED,
        /// Neither: to a client this is either a lie or a cut.
        NOTHING
    }

    Lane(String streaming, String whole, String model) {
        this.streaming = streaming;
        this.whole = whole;
        this.model = model;
    }

    String model() {
        return model;
    }

    /// The status of a refusal for want of capacity.
    int overloaded() {
        return this == CLAUDE || this == ANTHROPIC ? 529 : 503;
    }

    String path(boolean streamed) {
        return streamed ? streaming : whole;
    }

    Map<String, String> headers(boolean streamed) {
        return Map.of(
                "Content-Type",
                "application/json",
                "Accept",
                streamed && this == RELAY ? "text/event-stream" : "*/*",
                "anthropic-version",
                "2023-06-01");
    }

    /// @param prompt needs no escaping in JSON
    String body(String prompt, boolean streamed) {
        return body(model, prompt, streamed);
    }

    /// The same for another model; on Bedrock's own wire the path has it.
    String body(String model, String prompt, boolean streamed) {
        var messages = "\"messages\":[{\"role\":\"user\",\"content\":%s}]"
                .formatted(this == CONVERSE ? "[{\"text\":\"" + prompt + "\"}]" : "\"" + prompt + "\"");
        return switch (this) {
            case RELAY -> "{\"model\":\"%s\",%s}".formatted(model, messages);
            case OPENAI -> "{\"model\":\"%s\",\"stream\":%s,%s}".formatted(model, streamed, messages);
            case CLAUDE, ANTHROPIC ->
                "{\"model\":\"%s\",\"max_tokens\":4096,\"stream\":%s,%s}".formatted(model, streamed, messages);
            case CONVERSE -> "{" + messages + "}";
            case INVOKE -> "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":4096," + messages + "}";
        };
    }

    /// The directive in the lane's own names of Bedrock's last event.
    String prompt(String words) {
        var last = this == CLAUDE || this == INVOKE ? "message_stop" : "messageStop";
        return "Tell me more. [[emulate: " + words.replace("LAST", last) + "]]";
    }

    boolean sse() {
        return this != CONVERSE && this != INVOKE;
    }

    /// How a streamed answer ended.
    End end(byte[] answer) {
        var text = new String(answer, StandardCharsets.UTF_8);
        return switch (this) {
            case RELAY -> end(text, "event: error\n", "event: stop\n");
            case OPENAI -> end(text, "data: {\"error\":", "data: [DONE]\n");
            case CLAUDE, ANTHROPIC -> end(text, "event: error\n", "event: message_stop\n");
            case CONVERSE, INVOKE -> end(frames(answer));
        };
    }

    private static End end(String text, String failed, String whole) {
        if (text.contains(failed)) {
            return End.FAILED;
        }
        return text.contains(whole) ? End.WHOLE : End.NOTHING;
    }

    private static End end(List<Message> frames) {
        if (frames.isEmpty()) {
            return End.NOTHING;
        }
        if (frames.stream().anyMatch(frame -> !header(frame, ":message-type").equals("event"))) {
            return End.FAILED;
        }
        return frames.stream().anyMatch(Lane::isLast) ? End.WHOLE : End.NOTHING;
    }

    private static boolean isLast(Message frame) {
        return header(frame, ":event-type").equals("messageStop")
                || content(frame).contains("\"type\":\"message_stop\"");
    }

    /// What a streamed answer of Bedrock's own wire consists of.
    private static List<Message> frames(byte[] answer) {
        var decoder = new MessageDecoder();
        decoder.feed(ByteBuffer.wrap(answer));
        return decoder.getDecodedMessages();
    }

    /// The text of everything that was said, for numbered pieces.
    String said(byte[] answer) {
        if (sse()) {
            return new String(answer, StandardCharsets.UTF_8);
        }
        var said = new StringBuilder();
        frames(answer).forEach(frame -> said.append(content(frame)));
        return said.toString();
    }

    private static String content(Message frame) {
        var payload = new String(frame.getPayload(), StandardCharsets.UTF_8);
        if (!header(frame, ":event-type").equals("chunk")) {
            return payload;
        }
        try {
            var inner = AwsReply.json(payload).path("bytes").binaryValue();
            return inner == null ? "" : new String(inner, StandardCharsets.UTF_8);
        } catch (java.io.IOException _) {
            // A chunk that holds something else says nothing.
            return "";
        }
    }

    private static String header(Message frame, String name) {
        var value = frame.getHeaders().get(name);
        return value == null ? "" : value.getString();
    }
}
