package io.bedrockrelay.bench.load;

import io.bedrockrelay.bench.Marker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/// Bedrock's own frames; both checksums are checked, and what is inside of `chunk` is looked at.
final class FrameReader implements Reader {
    private static final byte[] EXCEPTION = bytes("exception-type");
    private static final byte[] STOP = bytes("messageStop");
    private static final byte[] METADATA = bytes("metadata");
    private static final byte[] CHUNK = bytes("{\"bytes\":\"");

    private final Told told;
    private final CRC32 crc = new CRC32();
    private byte[] held = new byte[1024];
    private int length;

    FrameReader(Told told) {
        this.told = told;
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        if (held.length < length + to - from) {
            held = Arrays.copyOf(held, 2 * (length + to - from));
        }
        System.arraycopy(bytes, from, held, length, to - from);
        length += to - from;
        int at = 0;
        while (length - at >= 16) {
            int total = ByteBuffer.wrap(held, at, 4).getInt();
            if (length - at < total) {
                break;
            }
            frame(at, at + total);
            at += total;
        }
        System.arraycopy(held, at, held, 0, length - at);
        length -= at;
    }

    private void frame(int from, int to) {
        var fields = ByteBuffer.wrap(held);
        if (sum(from, from + 8) != fields.getInt(from + 8) || sum(from, to - 4) != fields.getInt(to - 4)) {
            throw new IllegalStateException("a frame fails its checksum");
        }
        int payload = from + 12 + fields.getInt(from + 4);
        if (contains(from + 12, payload, EXCEPTION)) {
            told.failure();
        } else if (payload + CHUNK.length < to
                && Arrays.equals(held, payload, payload + CHUNK.length, CHUNK, 0, CHUNK.length)) {
            chunk(payload + CHUNK.length);
        } else if (contains(from + 12, payload, STOP)) {
            told.whole();
        } else if (!contains(from + 12, payload, METADATA)) {
            delta(held, payload, to - 4);
        }
    }

    private void chunk(int from) {
        int to = from;
        while (held[to] != '"') {
            to++;
        }
        var inner = Base64.getDecoder().decode(Arrays.copyOfRange(held, from, to));
        if (new String(inner, StandardCharsets.ISO_8859_1).startsWith("{\"type\":\"message_stop")) {
            told.whole();
        } else {
            delta(inner, 0, inner.length);
        }
    }

    private void delta(byte[] bytes, int from, int to) {
        int at = Marker.find(bytes, from, to);
        if (at >= 0) {
            told.delta(Marker.number(bytes, at));
        }
    }

    private int sum(int from, int to) {
        crc.reset();
        crc.update(held, from, to - from);
        return (int) crc.getValue();
    }

    private boolean contains(int from, int to, byte[] wanted) {
        for (int i = from; i + wanted.length <= to; i++) {
            if (held[i] == wanted[0] && Arrays.equals(held, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
