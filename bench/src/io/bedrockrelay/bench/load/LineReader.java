package io.bedrockrelay.bench.load;

import io.bedrockrelay.bench.Marker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Server-sent events, line by line.
final class LineReader implements Reader {
    private static final byte[] ERROR_EVENT = "event: error".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR_DATA = "data: {\"error\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] end;
    private final Told told;
    private byte[] line = new byte[512];
    private int length;

    LineReader(byte[] end, Told told) {
        this.end = end;
        this.told = told;
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                if (length == 0) {
                    line(bytes, start, i);
                } else {
                    keep(bytes, start, i);
                    line(line, 0, length);
                    length = 0;
                }
                start = i + 1;
            }
        }
        keep(bytes, start, to);
    }

    private void keep(byte[] bytes, int from, int to) {
        if (line.length < length + to - from) {
            line = Arrays.copyOf(line, 2 * (length + to - from));
        }
        System.arraycopy(bytes, from, line, length, to - from);
        length += to - from;
    }

    private void line(byte[] bytes, int from, int to) {
        if (starts(bytes, from, to, end)) {
            told.whole();
        } else if (starts(bytes, from, to, ERROR_EVENT) || starts(bytes, from, to, ERROR_DATA)) {
            told.failure();
        } else {
            int at = Marker.find(bytes, from, to);
            if (at >= 0) {
                told.delta(Marker.number(bytes, at));
            }
        }
    }

    private static boolean starts(byte[] bytes, int from, int to, byte[] prefix) {
        return to - from >= prefix.length && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }
}
