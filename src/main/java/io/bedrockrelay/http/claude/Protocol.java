package io.bedrockrelay.http.claude;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The page at which clients of Anthropic's look for what a gateway can do.
public final class Protocol {
    private static final String RESOURCE = "/claude/protocol.md";

    private Protocol() {}

    public static Buffer read() {
        try (var text = Protocol.class.getResourceAsStream(RESOURCE)) {
            return Buffer.buffer(text.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    public static void answer(HttpServerResponse response, Buffer text) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/markdown; charset=utf-8")
                .end(text);
    }
}
