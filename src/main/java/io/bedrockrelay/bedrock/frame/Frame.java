package io.bedrockrelay.bedrock.frame;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One message of an event stream, both checksums proven, with the very bytes it came in, so that it can be passed on
/// bit by bit. Layout: total length (4), header length (4), CRC of these (4), headers, payload, CRC of all before (4).
///
/// Immutable by agreement: `bytes()` is the array itself, shared and not to be written to.
public final class Frame implements Decoded {
    static final int PRELUDE = 12;
    static final int TRAILER = 4;

    private static final byte[] MESSAGE_TYPE = ":message-type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT_TYPE = ":event-type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXCEPTION_TYPE = ":exception-type".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int headersEnd;
    private final @Nullable String messageType;

    Frame(byte[] bytes, int headersLength) {
        this.bytes = bytes;
        headersEnd = PRELUDE + headersLength;
        // Looked for once: each step on the frame's way asks whether it is an event.
        messageType = text(MESSAGE_TYPE);
    }

    /// The whole frame, from the length to the last checksum.
    public byte[] bytes() {
        return bytes;
    }

    public int payloadOffset() {
        return headersEnd;
    }

    public int payloadLength() {
        return bytes.length - headersEnd - TRAILER;
    }

    /// `event`, `exception` or `error`; null if the frame does not say, which the specification forbids.
    public @Nullable String messageType() {
        return messageType;
    }

    public @Nullable String eventType() {
        return text(EVENT_TYPE);
    }

    public @Nullable String exceptionType() {
        return text(EXCEPTION_TYPE);
    }

    /// A string header of any name.
    public @Nullable String text(String name) {
        return text(name.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String text(byte[] name) {
        return HeaderBlock.text(bytes, PRELUDE, headersEnd, name);
    }

    @Override
    public String toString() {
        // The payload is what a model said; it must not reach a log.
        return "Frame[" + messageType() + ", " + eventType() + ", " + bytes.length + " bytes]";
    }
}
