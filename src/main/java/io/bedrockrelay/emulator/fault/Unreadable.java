package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.Frames;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;

/// What stands in an answer in place of what belongs there, though its envelope is sound.
enum Unreadable {
    /// Neither base64 nor JSON.
    BASE64("%%% no base64 %%%", "%%% no JSON %%%"),
    /// JSON that breaks off.
    JSON(
            chunk("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}"),
            "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a"),
    /// Nothing.
    EMPTY("", ""),
    /// JSON of another kind.
    TYPE(chunk("[1,2]"), "[1,2]");

    private static final int HEADERS = 12;

    private final String chunk;
    private final String payload;

    Unreadable(String chunk, String payload) {
        this.chunk = chunk;
        this.payload = payload;
    }

    static Unreadable of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(BASE64);
    }

    private static String chunk(String event) {
        return Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
    }

    /// A frame of the same kind as the one in whose place it stands.
    Buffer frame(EncodedFrame next) {
        var headers = next.bytes()
                .getString(HEADERS, HEADERS + next.bytes().getInt(Integer.BYTES), StandardCharsets.ISO_8859_1.name());
        boolean isChunk = headers.contains("chunk");
        var type = isChunk ? "chunk" : next.type();
        var text = isChunk ? "{\"bytes\":\"" + chunk + "\",\"p\":\"abc\"}" : payload;
        var named = new LinkedHashMap<String, String>();
        named.put(":event-type", type);
        named.put(":content-type", "application/json");
        named.put(":message-type", "event");
        return Frames.message(named, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The body of an answer in one piece.
    Buffer body() {
        return Buffer.buffer(payload);
    }
}
