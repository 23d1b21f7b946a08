package io.bedrockrelay.emulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A whole answer: status, headers (without the length) and body.
public record HttpAnswer(int status, Map<String, String> headers, Buffer body) {
    static final String JSON = "application/json";

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public static HttpAnswer json(int status, JsonNode body) {
        return new HttpAnswer(status, Map.of("Content-Type", JSON), Buffer.buffer(JsonTrees.bytes(body)));
    }

    public static HttpAnswer ok(JsonNode body) {
        return json(200, body);
    }

    /// The same answer with one more header.
    public HttpAnswer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }

    public Step.Head head() {
        return new Step.Head(
                status, with("Content-Length", Integer.toString(body.length())).headers());
    }

    public List<Step> steps() {
        return List.of(head(), new Step.Send(body), new Step.End());
    }
}
