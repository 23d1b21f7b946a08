package io.bedrockrelay.bedrock;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /// What an answer is if it is one. InvokeModel gives what the request accepts, where that names one type.
    ///
    /// @param headers of the request
    boolean answers(@Nullable String contentType, Map<String, String> headers) {
        var type = essence(contentType);
        if (streams()) {
            return type.equals("application/vnd.amazon.eventstream");
        }
        return type.equals("application/json")
                || (this == INVOKE && type.indexOf('/') > 0 && type.equals(essence(headers.get("Accept"))));
    }

    /// What an answer has to be, in words.
    String answerType() {
        return streams() ? "application/vnd.amazon.eventstream" : "application/json";
    }

    private static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
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
