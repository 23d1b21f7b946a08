package io.bedrockrelay.bedrock;

import java.util.Map;
import java.util.TreeMap;

/// What Bedrock's runtime can be asked of a model: the last part of the path.
public enum Operation {
    CONVERSE("converse"),
    CONVERSE_STREAM("converse-stream"),
    INVOKE("invoke"),
    INVOKE_STREAM("invoke-with-response-stream"),
    COUNT_TOKENS("count-tokens");

    private final String path;

    Operation(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /// Whether the answer is a stream of frames.
    public boolean streams() {
        return this == CONVERSE_STREAM || this == INVOKE_STREAM;
    }

    /// The headers of a request, those given first.
    Map<String, String> headers(Map<String, String> given) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(given);
        all.putIfAbsent("Content-Type", "application/json");
        all.putIfAbsent("Accept", streams() ? "application/vnd.amazon.eventstream" : "application/json");
        all.putIfAbsent("User-Agent", "bedrock-relay");
        return all;
    }
}
