package io.bedrockrelay.emulator;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/// A request as the emulator saw it, for tests to look at.
///
/// @param operation the operation's name in the API's spelling, empty where the path leads nowhere
/// @param path      with the query, still percent-encoded
/// @param headers   names in small letters
/// @param region    empty where the credential was refused
public record RecordedRequest(
        String operation, String method, String path, Map<String, List<String>> headers, Buffer body, String region) {

    public RecordedRequest {
        headers = Map.copyOf(headers);
    }

    public String text() {
        return body.toString();
    }

    /// The first value of a header, or nothing as an empty text.
    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }
}
