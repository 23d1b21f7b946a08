package io.bedrockrelay.routing.route;

/// SipHash-2-4 under a fixed key, fed piece by piece. The same in every process and on every machine, so that replicas
/// agree without a word; nobody who writes the text can aim at a result without trying many. Used once, by one thread.
public final class SipHash {
    /// Any would do, but it may never change: with it every conversation would leave its warm cache.
    private static final long KEY_0 = 0x6265_6472_6f63_6b20L;
    private static final long KEY_1 = 0x7265_6c61_7920_3031L;

    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long word;
    private int count;

    public SipHash() {
        this(KEY_0, KEY_1);
    }

    SipHash(long key0, long key1) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
    }

    public SipHash add(byte piece) {
        word |= (piece & 0xFFL) << ((count & 7) << 3);
        count++;
        if ((count & 7) == 0) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
            word = 0;
        }
        return this;
    }

    /// Adds a character as its bytes in UTF-8.
    public SipHash add(int codePoint) {
        if (codePoint < 0x80) {
            return add((byte) codePoint);
        }
        if (codePoint < 0x800) {
            add((byte) (0xC0 | (codePoint >> 6)));
        } else {
            if (codePoint < 0x10000) {
                add((byte) (0xE0 | (codePoint >> 12)));
            } else {
                add((byte) (0xF0 | (codePoint >> 18)));
                add((byte) (0x80 | ((codePoint >> 12) & 0x3F)));
            }
            add((byte) (0x80 | ((codePoint >> 6) & 0x3F)));
        }
        return add((byte) (0x80 | (codePoint & 0x3F)));
    }

    /// Adds a whole text and a mark of its end, so that two texts are not taken for another two.
    public SipHash add(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            add(codePoint);
            i += Character.charCount(codePoint);
        }
        return add((byte) 0xFF);
    }

    public SipHash add(long number) {
        for (int i = 0; i < Long.BYTES; i++) {
            add((byte) (number >>> (i << 3)));
        }
        return this;
    }

    /// The hash of all that was added; the last call.
    public long end() {
        long last = word | ((long) count << 56);
        v3 ^= last;
        round();
        round();
        v0 ^= last;
        v2 ^= 0xFF;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
    }
}
