package io.bedrockrelay.bedrock;

import io.vertx.core.http.HttpClientResponse;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The head of Bedrock's answer. Header names in any case; of several headers of one name the first counts.
public record ResponseHead(int status, Map<String, String> headers) {
    public ResponseHead {
        var any = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(any::putIfAbsent);
        headers = Collections.unmodifiableMap(any);
    }

    /// Bedrock's own id of the request, which AWS's support asks for.
    public @Nullable String requestId() {
        return headers.get("x-amzn-RequestId");
    }

    static ResponseHead of(HttpClientResponse answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach(headers::putIfAbsent);
        return new ResponseHead(answer.statusCode(), headers);
    }

    boolean ok() {
        return status == 200;
    }
}
