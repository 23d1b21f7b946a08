package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonScan;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes of one body, which come in pieces, held up to their limits: bytes, values of JSON, and the share of the
/// memory that they get. On the request's event loop.
final class HeldBytes {
    private static final int FIRST = 8 * 1024;
    private static final byte[] NOTHING = {};

    private final long limit;
    private final long expected;
    private final @Nullable JsonScan scan;
    private final MemoryShare share;
    private final long beside;
    private byte[] bytes = NOTHING;
    private int size;

    /// @param expected how many bytes were announced; negative if nobody said
    /// @param scan counts the values; null where the bytes are no JSON yet
    /// @param beside bytes that the share holds for something else
    HeldBytes(long limit, long expected, @Nullable JsonScan scan, MemoryShare share, long beside) {
        this.limit = limit;
        this.expected = expected;
        this.scan = scan;
        this.share = share;
        this.beside = beside;
    }

    /// Takes the next piece.
    ///
    /// @return why the body must not be held; after that nothing is
    @Nullable
    Failure add(Buffer piece) {
        long total = size + (long) piece.length();
        if (total > limit) {
            return tooLarge(limit);
        }
        if (!share.reach(beside + RequestMemory.TIMES_A_BYTE * total)) {
            return RequestMemory.full();
        }
        if (total > bytes.length) {
            long most = expected >= total ? expected : limit;
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(FIRST, 2 * total)));
        }
        piece.getBytes(bytes, size);
        int from = size;
        size = (int) total;
        return scan == null ? null : scan.feed(bytes, from, size);
    }

    /// All of them, or why what would be made of them has no room; once. Nothing is held afterwards.
    byte @Nullable [] taken() {
        long values = scan == null ? 0 : (long) RequestMemory.A_VALUE * scan.values();
        var whole = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
        bytes = NOTHING;
        return share.reach(beside + (long) RequestMemory.TIMES_A_BYTE * size + values) ? whole : null;
    }

    void drop() {
        bytes = NOTHING;
    }

    static Failure tooLarge(long limit) {
        return new Failure.TooLarge("The body is larger than the limit of " + limit
                + " bytes. Send less, or have 'relay.limits.body' raised.");
    }
}
