package io.bedrockrelay.bench.load;

import io.bedrockrelay.bench.Marker;
import java.util.Arrays;

/// An answer in one piece: its numbers are told when the last byte is there.
final class WholeReader implements Reader {
    private final Told told;
    private byte[] body = new byte[1024];
    private int length;

    WholeReader(Told told) {
        this.told = told;
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        if (body.length < length + to - from) {
            body = Arrays.copyOf(body, 2 * (length + to - from));
        }
        System.arraycopy(bytes, from, body, length, to - from);
        length += to - from;
    }

    @Override
    public void ended() {
        int at = Marker.find(body, 0, length);
        while (at >= 0) {
            told.delta(Marker.number(body, at));
            at = Marker.find(body, at + Marker.LENGTH, length);
        }
        told.whole();
    }
}
