package io.bedrockrelay.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/// Plain HTTP to an emulator, for what AWS's clients would hide. Frames are read by AWS's own decoder.
record Wire(Emulator emulator, String region, HttpClient client) implements AutoCloseable {
    static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Wire in(Emulator emulator, String region) {
        return new Wire(
                emulator,
                region,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    record Got(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return parse(new String(response.body(), StandardCharsets.UTF_8));
        }

        String message() {
            return json().path("message").asText();
        }

        String errorType() {
            return response.headers().firstValue("x-amzn-ErrorType").orElse("");
        }

        List<Message> frames() {
            var decoder = new MessageDecoder();
            decoder.feed(ByteBuffer.wrap(response.body()));
            return decoder.getDecodedMessages();
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(emulator.uri() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + region + ":key");
    }

    Got post(String path, String body) throws IOException, InterruptedException {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    Got get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    Got send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Got(response.statusCode(), response);
    }

    Got converse(String modelId, String body) throws IOException, InterruptedException {
        return post(path(modelId, "converse"), body);
    }

    /// One user message with this text.
    Got stream(String modelId, String text) throws IOException, InterruptedException {
        return post(path(modelId, "converse-stream"), asking(text));
    }

    static String path(String modelId, String operation) {
        return "/model/" + URLEncoder.encode(modelId, StandardCharsets.UTF_8) + "/" + operation;
    }

    static String asking(String text) {
        var body = JSON.createObjectNode();
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("text", text);
        return body.toString();
    }

    /// `:event-type`, or `:exception-type` behind an exclamation mark.
    static List<String> types(List<Message> frames) {
        List<String> types = new ArrayList<>();
        for (var frame : frames) {
            var event = frame.getHeaders().get(":event-type");
            var exception = frame.getHeaders().get(":exception-type");
            if (event != null) {
                types.add(event.getString());
            } else {
                types.add("!" + (exception == null ? "error" : exception.getString()));
            }
        }
        return types;
    }

    static JsonNode payload(Message frame) {
        return parse(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.close();
    }
}
