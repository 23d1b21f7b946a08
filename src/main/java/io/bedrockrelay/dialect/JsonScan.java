package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Failure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts the values of a JSON text while it arrives, before anybody builds anything of it. One per text, one thread
/// at a time, pieces in their order. It knows strings, commas and brackets and no more of JSON: what is malformed is
/// the reader's business, who stops there.
public final class JsonScan {
    private final JsonBounds bounds;
    /// Members of each open object so far, -1 for an array.
    private int[] open = new int[16];

    private int depth;
    private int values;
    private int first;
    private int seen;
    private boolean inString;
    private boolean escaped;

    public JsonScan(JsonBounds bounds) {
        this.bounds = bounds;
    }

    /// Values that were counted so far: never less than a reader would make of the same bytes, but for the outermost.
    public int values() {
        return values;
    }

    /// Looks at the next bytes.
    ///
    /// @return why the text must not be read; after that it is of no use to go on
    public @Nullable Failure feed(byte[] bytes, int from, int to) {
        if (seen < 4 && !isUtf8(bytes, from, to)) {
            return new Failure.Invalid(null, "The body must be JSON in UTF-8.");
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (inString) {
                string(b);
                continue;
            }
            switch (b) {
                case '"' -> inString = true;
                case '{', '[' -> {
                    if (depth == bounds.depth()) {
                        return bounds.tooDeep();
                    }
                    if (depth == open.length) {
                        open = Arrays.copyOf(open, 2 * depth);
                    }
                    open[depth++] = b == '{' ? 1 : -1;
                    values++;
                }
                case '}', ']' -> depth = Math.max(0, depth - 1);
                case ',' -> {
                    values++;
                    if (depth > 0 && open[depth - 1] > 0 && ++open[depth - 1] > bounds.keys()) {
                        return bounds.tooManyKeys();
                    }
                }
                default -> {}
            }
            if (values > bounds.values()) {
                return bounds.tooManyValues();
            }
        }
        return null;
    }

    private void string(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
        }
    }

    /// Readers take UTF-16 and UTF-32 too, in which these bytes mean something else. Either shows in the first four.
    private boolean isUtf8(byte[] bytes, int from, int to) {
        for (int i = from; i < to && seen < 4; i++, seen++) {
            int b = bytes[i] & 0xFF;
            if (b == 0 || (seen == 1 && ((first == 0xFE && b == 0xFF) || (first == 0xFF && b == 0xFE)))) {
                return false;
            }
            first = seen == 0 ? b : first;
        }
        return true;
    }
}
