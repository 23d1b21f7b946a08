package io.bedrockrelay.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer of UTF-8 bytes that knows how JSON is spelt. Every streamed event passes through one, so it
/// makes no object per event: the caller takes the bytes and uses the writer again. Not thread-safe.
///
/// Commas are its business, braces the caller's: `begin().field("type", "text").field("index", 0).end()`.
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;
    private boolean comma;

    public JsonWriter() {
        this(512);
    }

    public JsonWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// The buffer itself; valid up to `size()` until the next write.
    public byte[] array() {
        return bytes;
    }

    /// Makes room for so many bytes at once, so that what is long is not copied while it grows.
    public void reserve(int length) {
        ensure(length);
    }

    public JsonWriter reset() {
        size = 0;
        comma = false;
        return this;
    }

    /// Text outside JSON: SSE's field names and line ends. ASCII only.
    public JsonWriter ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        comma = false;
        return this;
    }

    /// Bytes that stand as they are: an event that another API encoded already.
    public JsonWriter verbatim(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        comma = false;
        return this;
    }

    public JsonWriter begin() {
        separate();
        return put('{');
    }

    public JsonWriter end() {
        put('}');
        comma = true;
        return this;
    }

    public JsonWriter beginArray() {
        separate();
        return put('[');
    }

    public JsonWriter endArray() {
        put(']');
        comma = true;
        return this;
    }

    /// A field's name, which must need no escaping; its value follows.
    public JsonWriter name(String name) {
        separate();
        ensure(name.length() + 3);
        bytes[size++] = '"';
        for (int i = 0; i < name.length(); i++) {
            bytes[size++] = (byte) name.charAt(i);
        }
        bytes[size++] = '"';
        bytes[size++] = ':';
        comma = false;
        return this;
    }

    public JsonWriter field(String name, String value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, boolean value) {
        return name(name).value(value);
    }

    public JsonWriter value(String text) {
        return openString().text(text).closeString();
    }

    /// Begins a string whose content comes in pieces, by `text` or, escaped already, by `verbatim`.
    public JsonWriter openString() {
        separate();
        return put('"');
    }

    /// A piece of an open string, escaped.
    public JsonWriter text(CharSequence piece) {
        ensure(piece.length() + 2);
        string(piece);
        return this;
    }

    public JsonWriter closeString() {
        put('"');
        comma = true;
        return this;
    }

    /// Takes back what was written since the writer had this size, at the end of a value and outside every container.
    public JsonWriter rewind(int to) {
        size = to;
        comma = false;
        return this;
    }

    public JsonWriter value(long number) {
        separate();
        if (number >= 0) {
            natural(number);
        } else {
            digits(Long.toString(number));
        }
        comma = true;
        return this;
    }

    public JsonWriter value(double number) {
        separate();
        digits(Double.toString(number));
        comma = true;
        return this;
    }

    public JsonWriter value(boolean value) {
        separate();
        digits(value ? "true" : "false");
        comma = true;
        return this;
    }

    public JsonWriter nil() {
        separate();
        digits("null");
        comma = true;
        return this;
    }

    /// A value that is JSON already.
    public JsonWriter raw(String json) {
        separate();
        utf8(LineEnds.escaped(json));
        comma = true;
        return this;
    }

    private void natural(long number) {
        int length = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            length++;
        }
        ensure(length);
        long rest = number;
        for (int at = size + length - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
    }

    private void utf8(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void digits(String ascii) {
        ensure(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    private void separate() {
        if (comma) {
            put(',');
            comma = false;
        }
    }

    private JsonWriter put(char c) {
        ensure(1);
        bytes[size++] = (byte) c;
        return this;
    }

    private void string(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            // The longest form of one char is \\u and four digits; four bytes of UTF-8 stand for two chars.
            ensure(length - i + 6);
            if (c >= 0x80) {
                i = beyondAscii(text, i, c);
            } else if (c >= 0x20 && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else {
                escape(c);
            }
        }
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = (byte) c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> unicode(c);
        }
    }

    private int beyondAscii(CharSequence text, int i, char c) {
        if (LineEnds.has(c)) {
            bytes[size++] = '\\';
            unicode(c);
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | (c >> 6));
            bytes[size++] = (byte) (0x80 | (c & 0x3F));
        } else if (!Character.isSurrogate(c)) {
            bytes[size++] = (byte) (0xE0 | (c >> 12));
            bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            bytes[size++] = (byte) (0x80 | (c & 0x3F));
        } else if (Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1))) {
            int point = Character.toCodePoint(c, text.charAt(i + 1));
            bytes[size++] = (byte) (0xF0 | (point >> 18));
            bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            bytes[size++] = (byte) (0x80 | (point & 0x3F));
            return i + 1;
        } else {
            // Half a character, as a model may cut it between two deltas: JSON can say it, UTF-8 cannot.
            bytes[size++] = '\\';
            unicode(c);
        }
        return i;
    }

    private void unicode(char c) {
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 0xF];
        }
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
