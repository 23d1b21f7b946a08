package io.bedrockrelay.bench.load;

import io.bedrockrelay.bench.Wish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// How one client asks and how it knows the end of an answer.
public enum Dialect {
    /// The relay's own, translated to Converse.
    RELAY("/api/chat", "data: {\"stopReason\""),
    /// OpenAI's, translated to Converse.
    OPENAI("/v1/chat/completions", "data: [DONE]"),
    /// Anthropic's to a Claude model: the raw lane.
    CLAUDE("/v1/messages", "event: message_stop"),
    /// Anthropic's to another model: translated to Converse.
    ANTHROPIC("/v1/messages", "event: message_stop"),
    /// Bedrock's own wire: Converse.
    CONVERSE("/model/amazon.nova-lite-v1%3A0/converse", ""),
    /// Bedrock's own wire: InvokeModel of a Claude model.
    INVOKE("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke", "");

    private static final String PROMPT = "Read this first. ";
    private static final String CLAUDE_MODEL = "claude-sonnet-4-5";
    private static final String OTHER_MODEL = "amazon.nova-lite-v1:0";

    private final String path;
    private final String end;

    Dialect(String path, String end) {
        this.path = path;
        this.end = end;
    }

    static Dialect of(String name) {
        return valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    /// The request as it goes over the wire.
    byte[] request(Wish wish, boolean stream, List<String> headers, int prompt) {
        var body = body(PROMPT.repeat(prompt / PROMPT.length()) + wish.text(), stream)
                .getBytes(StandardCharsets.UTF_8);
        var more = headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
        var head = "POST " + path(stream) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "anthropic-version: 2023-06-01\r\nAccept: " + (stream ? "text/event-stream" : "application/json")
                + "\r\n" + more + "Content-Length: " + body.length + "\r\n\r\n";
        var bytes = java.util.Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, bytes, head.length(), body.length);
        return bytes;
    }

    private String path(boolean stream) {
        return switch (this) {
            case CONVERSE -> stream ? path + "-stream" : path;
            case INVOKE -> stream ? path + "-with-response-stream" : path;
            case RELAY, OPENAI, CLAUDE, ANTHROPIC -> path;
        };
    }

    private String body(String wish, boolean stream) {
        var message = "\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue? " + wish + "\"}]";
        return switch (this) {
            case RELAY -> "{\"model\":\"" + OTHER_MODEL + "\"," + message + "}";
            case OPENAI -> "{\"model\":\"" + OTHER_MODEL + "\",\"stream\":" + stream + "," + message + "}";
            case CLAUDE, ANTHROPIC ->
                "{\"model\":\"" + (this == CLAUDE ? CLAUDE_MODEL : OTHER_MODEL) + "\",\"max_tokens\":1024,\"stream\":"
                        + stream + "," + message + "}";
            case CONVERSE ->
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Why is the sky blue? " + wish + "\"}]}]}";
            case INVOKE -> "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":1024," + message + "}";
        };
    }

    /// Reads one answer.
    Reader reader(boolean stream, Reader.Told told) {
        return switch (this) {
            case CONVERSE, INVOKE -> stream ? new FrameReader(told) : new WholeReader(told);
            case RELAY, OPENAI, CLAUDE, ANTHROPIC ->
                stream ? new LineReader(end.getBytes(StandardCharsets.US_ASCII), told) : new WholeReader(told);
        };
    }
}
