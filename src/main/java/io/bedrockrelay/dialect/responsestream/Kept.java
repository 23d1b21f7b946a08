package io.bedrockrelay.dialect.responsestream;

import io.bedrockrelay.dialect.JsonWriter;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Text of an answer that has to be told again at the end: the inside of a JSON string, escaped already, in UTF-8.
///
/// It grows by new pieces of memory beside the old ones, a quarter of what is there, so that nothing is copied and no
/// more than a quarter lies idle. One thread at a time.
final class Kept {
    private static final int FIRST = 64;
    private static final int LARGEST = 1 << 16;

    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] last = {};
    private int used;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Keeps what was written since `from`.
    void add(JsonWriter written, int from) {
        add(written.array(), from, written.size() - from);
    }

    private void add(byte[] source, int offset, int length) {
        int fits = Math.min(length, last.length - used);
        System.arraycopy(source, offset, last, used, fits);
        used += fits;
        size += fits;
        int rest = length - fits;
        if (rest > 0) {
            if (used > 0) {
                full.add(last);
            }
            last = new byte[Math.max(rest, Math.clamp(size / 4, FIRST, LARGEST))];
            System.arraycopy(source, offset + fits, last, 0, rest);
            used = rest;
            size += rest;
        }
    }

    /// Appends everything to an open string.
    JsonWriter writeTo(JsonWriter out) {
        for (var piece : full) {
            out.verbatim(piece, 0, piece.length);
        }
        return out.verbatim(last, 0, used);
    }

    /// What the string says, without its escapes.
    Reader unescaped() {
        return new Unescaped();
    }

    private final class Unescaped extends Reader {
        private int piece;
        private int at;
        /// The second half of a character beyond the first plane, if it is still to be told.
        private int low = -1;

        @Override
        public int read(char[] into, int offset, int length) {
            int count = 0;
            while (count < length) {
                int next = low >= 0 ? low : next();
                low = -1;
                if (next < 0) {
                    return count == 0 ? -1 : count;
                }
                if (next > Character.MAX_VALUE) {
                    low = Character.lowSurrogate(next);
                    next = Character.highSurrogate(next);
                }
                into[offset + count++] = (char) next;
            }
            return count;
        }

        /// The next character; -1 at the end.
        private int next() {
            int first = octet();
            if (first == '\\') {
                return escaped(octet());
            }
            if (first < 0x80) {
                return first;
            }
            int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int point = first & (0x3F >> more);
            for (int i = 0; i < more; i++) {
                point = (point << 6) | (octet() & 0x3F);
            }
            return point;
        }

        private int escaped(int letter) {
            return switch (letter) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    int unit = 0;
                    for (int i = 0; i < 4; i++) {
                        unit = (unit << 4) | Character.digit(octet(), 16);
                    }
                    yield unit;
                }
                default -> letter;
            };
        }

        private int octet() {
            while (piece < full.size()) {
                if (at < full.get(piece).length) {
                    return full.get(piece)[at++] & 0xFF;
                }
                piece++;
                at = 0;
            }
            return at < used ? last[at++] & 0xFF : -1;
        }

        @Override
        public void close() {}
    }
}
