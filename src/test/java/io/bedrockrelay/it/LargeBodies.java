package io.bedrockrelay.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Request bodies of the size that callers may send, honest ones and others.
final class LargeBodies {
    private static final int MB = 1 << 20;

    private LargeBodies() {}

    static String model(String path) {
        return path.startsWith("/v1/messages")
                ? "claude-sonnet-4-5"
                : path.endsWith("embeddings") ? "titan-embed-text-v2" : "nova-pro";
    }

    static String body(String path, String text) {
        return switch (path) {
            case "/v1/embeddings" -> "{\"model\":\"titan-embed-text-v2\",\"input\":\"" + text + "\"}";
            case "/model/nova-pro/converse" ->
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text + "\"}]}]}";
            case "/model/nova-pro/count-tokens" ->
                "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text
                        + "\"}]}]}}}";
            case "/model/claude-sonnet-4-5/invoke" ->
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}";
            default ->
                "{\"model\":\"" + model(path) + "\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}";
        };
    }

    static byte[] image(int base64) {
        var picture = new byte[base64 / 4 * 3];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, picture, 0, 8);
        return bytes("{\"model\":\"nova-pro\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(picture)
                + "\"}},{\"type\":\"text\",\"text\":\"What is this?\"}]}]}");
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
