package io.bedrockrelay.emulator.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request, whole.
///
/// @param path    as it came, still percent-encoded
/// @param region  the Region that it is addressed to, told by its credential
public record HttpCall(String method, String path, String query, MultiMap headers, Buffer body, String region) {

    public List<String> segments() {
        return Paths.segments(path);
    }

    public Map<String, String> parameters() {
        return Paths.query(query);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
