package io.bedrockrelay.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Request bodies of the size that callers may send, honest ones and others.
final class LargeBodies {
    /// Every call that takes a body of its caller's: each dialect, streamed or not, counting, and Bedrock's own wire.
    static final List<String> PATHS = List.of(
            "/api/chat",
            "/v1/chat/completions",
            "/v1/responses",
            "/v1/responses/input_tokens",
            "/v1/messages",
            "/v1/messages/count_tokens",
            "/v1/embeddings",
            "/model/nova-pro/converse",
            "/model/nova-pro/converse-stream",
            "/model/claude-sonnet-4-5/invoke",
            "/model/claude-sonnet-4-5/invoke-with-response-stream",
            "/model/nova-pro/count-tokens");

    /// Of these, what answers with the words of a model, as a whole.
    static final List<String> CHATS = List.of(
            "/api/chat",
            "/v1/chat/completions",
            "/v1/responses",
            "/v1/messages",
            "/model/nova-pro/converse",
            "/model/claude-sonnet-4-5/invoke");

    private static final int MB = 1 << 20;

    private LargeBodies() {}

    static String model(String path) {
        return path.startsWith("/v1/messages")
                ? "claude-sonnet-4-5"
                : path.endsWith("embeddings") ? "titan-embed-text-v2" : "nova-pro";
    }

    static String body(String path, String text) {
        return switch (path) {
            case "/v1/responses" -> "{\"model\":\"nova-pro\",\"max_output_tokens\":16,\"input\":\"" + text + "\"}";
            case "/v1/responses/input_tokens" -> "{\"model\":\"nova-pro\",\"input\":\"" + text + "\"}";
            case "/v1/embeddings" -> "{\"model\":\"titan-embed-text-v2\",\"input\":\"" + text + "\"}";
            case "/model/nova-pro/converse", "/model/nova-pro/converse-stream" ->
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text + "\"}]}]}";
            case "/model/nova-pro/count-tokens" ->
                "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text
                        + "\"}]}]}}}";
            case "/model/claude-sonnet-4-5/invoke", "/model/claude-sonnet-4-5/invoke-with-response-stream" ->
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}";
            default ->
                "{\"model\":\"" + model(path) + "\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}";
        };
    }

    /// The same without a bound that would make a long answer short.
    static String unbounded(String body) {
        return body.replace("\"max_output_tokens\":16,", "").replace("\"max_tokens\":10,", "\"max_tokens\":64000,");
    }

    /// @param base64 how many characters the image has
    static byte[] image(int base64, String question) {
        var picture = new byte[base64 / 4 * 3];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, picture, 0, 8);
        return bytes("{\"model\":\"nova-pro\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(picture)
                + "\"}},{\"type\":\"text\",\"text\":\"" + question + "\"}]}]}");
    }

    static byte[] keys(int size) {
        var body = new StringBuilder(size + 64).append("{\"model\":\"nova-pro\"");
        for (int i = 0; body.length() < size; i++) {
            body.append(",\"k").append(i).append("\":1");
        }
        return bytes(body.append('}').toString());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] shape(Random random, String path) {
        int size = (int) Math.exp(Math.log(1_000) + random.nextDouble() * (Math.log(25 * MB) - Math.log(1_000)));
        var units = List.of(
                "{},",
                "[],",
                "1,",
                "\"a\",",
                "[",
                "{\"a\":",
                "word ",
                "\\u0041",
                "東",
                "😀",
                "9",
                " ",
                "null,",
                "{\"role\":\"user\",\"content\":\"x\"},",
                "{\"text\":\"x\"},",
                "\\\"",
                "\"\"",
                ",",
                "-",
                "\u0000");
        var field = List.of("messages", "input", "tools", "system", "metadata", "model", "x", "toolConfig", "stop")
                .get(random.nextInt(9));
        var open = List.of("[", "\"", "{\"a\":[", "", "[{\"role\":\"user\",\"content\":\"")
                .get(random.nextInt(5));
        var close = List.of("]}", "1]}", "\"}", "\"}]}", "", "}}").get(random.nextInt(6));
        var unit = units.get(random.nextInt(units.size()));
        var other = units.get(random.nextInt(units.size()));
        int times = size / 2 / Math.max(unit.length(), other.length());
        return bytes("{\"model\":\"" + model(path) + "\",\"" + field + "\":" + open + unit.repeat(times)
                + other.repeat(times) + close);
    }
}
