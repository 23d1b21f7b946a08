package io.bedrockrelay.bedrock.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the headers of one frame where they lie. Looking for a string header makes no object but the string, since
/// that is what happens three times per event.
final class HeaderBlock {
    private static final int TRUE = 0;
    private static final int FALSE = 1;
    private static final int BYTE = 2;
    private static final int SHORT = 3;
    private static final int INT = 4;
    private static final int LONG = 5;
    private static final int BYTES = 6;
    private static final int TEXT = 7;
    private static final int TIMESTAMP = 8;
    private static final int UUID_VALUE = 9;

    /// Values that Bedrock sends over and over, so that naming one costs no new string.
    private static final KnownStrings WORDS = new KnownStrings(
            "event",
            "exception",
            "error",
            "contentBlockDelta",
            "chunk",
            "contentBlockStart",
            "contentBlockStop",
            "messageStart",
            "messageStop",
            "metadata",
            "application/json");

    private HeaderBlock() {}

    /// Null if the block from `from` to `to` is well formed, otherwise what is wrong with it.
    static @Nullable String problem(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int nameLength = bytes[at] & 0xFF;
            int type = at + 1 + nameLength;
            if (nameLength == 0 || type >= to) {
                return "a header's name is empty or runs out of the header block";
            }
            int size = size(bytes, type, to);
            if (size < 0 || to - type - 1 < size) {
                return "a header's value is of an unknown type or runs out of the header block";
            }
            at = type + 1 + size;
        }
        return null;
    }

    /// The value of the first string header of that name. The block must be well formed.
    static @Nullable String text(byte[] bytes, int from, int to, byte[] name) {
        int at = from;
        while (at < to) {
            int type = at + 1 + (bytes[at] & 0xFF);
            int size = size(bytes, type, to);
            if (bytes[type] == TEXT && Arrays.equals(bytes, at + 1, type, name, 0, name.length)) {
                return WORDS.of(bytes, type + 3, type + 1 + size);
            }
            at = type + 1 + size;
        }
        return null;
    }

    /// Bytes that the value takes after its type, -1 if they cannot be told.
    private static int size(byte[] bytes, int type, int to) {
        return switch (bytes[type]) {
            case TRUE, FALSE -> 0;
            case BYTE -> 1;
            case SHORT -> 2;
            case INT -> 4;
            case LONG, TIMESTAMP -> 8;
            case BYTES, TEXT -> to - type < 3 ? -1 : 2 + ((bytes[type + 1] & 0xFF) << 8 | (bytes[type + 2] & 0xFF));
            case UUID_VALUE -> 16;
            default -> -1;
        };
    }
}
