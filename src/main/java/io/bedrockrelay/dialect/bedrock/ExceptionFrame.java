package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/// A failure inside of an event stream: one frame (AWS event-stream encoding: lengths, CRC of both, headers, payload,
/// CRC of all, big-endian), after which the stream ends.
public final class ExceptionFrame {
    private static final int PRELUDE = 12;
    private static final int CRC = 4;
    private static final byte STRING = 7;
    private static final Set<String> IN_CONVERSE = Set.of(
            "internalServerException",
            "modelStreamErrorException",
            "validationException",
            "throttlingException",
            "serviceUnavailableException");

    private ExceptionFrame() {}

    public static byte[] of(Failure failure, WireOperation operation) {
        var payload =
                new JsonWriter(128).begin().field("message", failure.message()).end();
        return frame(type(failure, operation), payload);
    }

    /// The name of the exception; only names that the operation's stream has, since the SDKs read no others.
    static String type(Failure failure, WireOperation operation) {
        var upstream = failure.upstream();
        if (upstream != null && upstream.status() == 200 && has(operation, upstream.type())) {
            return upstream.type();
        }
        return switch (failure) {
            case Failure.Broken _, Failure.Internal _ -> "internalServerException";
            case Failure.TimedOut _ ->
                has(operation, "modelTimeoutException") ? "modelTimeoutException" : "modelStreamErrorException";
            case Failure.Throttled _ -> "throttlingException";
            case Failure.Unavailable _, Failure.Overloaded _ -> "serviceUnavailableException";
            case Failure.Invalid _, Failure.Rejected _, Failure.TooLarge _ -> "validationException";
            case Failure.Unauthenticated _, Failure.Forbidden _, Failure.AccessDenied _ -> "validationException";
            case Failure.NotFound _, Failure.UnknownModel _, Failure.UnusableModel _ -> "validationException";
        };
    }

    private static boolean has(WireOperation operation, String type) {
        return IN_CONVERSE.contains(type)
                || (operation == WireOperation.INVOKE_STREAM && type.equals("modelTimeoutException"));
    }

    private static byte[] frame(String type, JsonWriter payload) {
        var headers = ByteBuffer.allocate(256);
        header(headers, ":exception-type", type);
        header(headers, ":content-type", "application/json");
        header(headers, ":message-type", "exception");
        headers.flip();
        int total = PRELUDE + headers.remaining() + payload.size() + CRC;
        var frame = ByteBuffer.allocate(total);
        frame.putInt(total).putInt(headers.remaining());
        frame.putInt(crc(frame));
        frame.put(headers).put(payload.array(), 0, payload.size());
        frame.putInt(crc(frame));
        return frame.array();
    }

    private static void header(ByteBuffer headers, String name, String value) {
        var key = name.getBytes(StandardCharsets.US_ASCII);
        var text = value.getBytes(StandardCharsets.US_ASCII);
        headers.put((byte) key.length)
                .put(key)
                .put(STRING)
                .putShort((short) text.length)
                .put(text);
    }

    private static int crc(ByteBuffer frame) {
        var crc = new CRC32();
        crc.update(frame.duplicate().flip());
        return (int) crc.getValue();
    }
}
