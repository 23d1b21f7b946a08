package io.bedrockrelay.bedrock.frame;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Cuts the bytes of one event stream into frames. One per stream, one thread at a time.
///
/// Bytes come in by `feed` in any pieces; `next` takes one frame at a time out of them, so that whoever has no
/// demand just does not ask. Each byte is copied once, from the piece it came in to the frame it belongs to. At most
/// one unfinished frame is held, and no more memory than twice what of it has arrived. No input makes it throw: what
/// is not a frame is `Corrupt`, and stays so.
public final class FrameDecoder {
    /// The largest payload that the event-stream specification allows, and far more than any known event of Bedrock's.
    public static final int DEFAULT_MAX_FRAME = 16 * 1024 * 1024;

    private static final int SMALLEST = Frame.PRELUDE + Frame.TRAILER;
    private static final int MAX_HEADERS = 128 * 1024;
    /// A claimed length is believed at once up to here; beyond, memory follows what really arrives.
    private static final int TRUSTED = 64 * 1024;

    private final int maxFrame;
    private final CRC32 crc = new CRC32();
    private final ArrayDeque<Buffer> pieces = new ArrayDeque<>(2);
    private final byte[] prelude = new byte[Frame.PRELUDE];
    private int position;
    private byte[] bytes = prelude;
    private int filled;
    private boolean opened;
    private int total;
    private int headers;
    private Decoded.@Nullable Corrupt corrupt;

    /// A decoder at the start of a stream.
    ///
    /// @param maxFrame bytes of the largest frame that is taken
    public FrameDecoder(int maxFrame) {
        if (maxFrame < SMALLEST) {
            throw new IllegalArgumentException("no frame fits into " + maxFrame + " bytes");
        }
        this.maxFrame = maxFrame;
    }

    /// Adds what was read. The buffer must not be changed until its bytes were taken by `next`.
    public void feed(Buffer piece) {
        if (corrupt == null && piece.length() > 0) {
            pieces.add(piece);
        }
    }

    /// The next frame, or why there is none.
    public Decoded next() {
        if (corrupt != null) {
            return corrupt;
        }
        if (!opened) {
            if (!fill(Frame.PRELUDE)) {
                return Decoded.Incomplete.INCOMPLETE;
            }
            var problem = open();
            if (problem != null) {
                return broken(problem);
            }
        }
        return fill(total) ? close() : Decoded.Incomplete.INCOMPLETE;
    }

    /// Whether everything that was fed has been taken as frames: a stream may end here and nowhere else.
    public boolean atBoundary() {
        return corrupt == null && pieces.isEmpty() && filled == 0;
    }

    /// Bytes held for frames that are not out yet.
    int held() {
        int held = bytes.length - position;
        for (var piece : pieces) {
            held += piece.length();
        }
        return held;
    }

    private boolean fill(int wanted) {
        while (filled < wanted) {
            var piece = pieces.peek();
            if (piece == null) {
                return false;
            }
            int take = Math.min(wanted - filled, piece.length() - position);
            if (bytes.length < filled + take) {
                bytes = Arrays.copyOf(bytes, Math.min(total, Math.max(2 * bytes.length, filled + take)));
            }
            piece.getBytes(position, position + take, bytes, filled);
            filled += take;
            position += take;
            if (position == piece.length()) {
                pieces.remove();
                position = 0;
            }
        }
        return true;
    }

    /// Checks the prelude and makes room for the frame. Lengths are unsigned on the wire.
    private @Nullable String open() {
        var fields = ByteBuffer.wrap(prelude);
        long totalLength = Integer.toUnsignedLong(fields.getInt());
        long headersLength = Integer.toUnsignedLong(fields.getInt());
        crc.reset();
        crc.update(prelude, 0, 8);
        if ((int) crc.getValue() != fields.getInt()) {
            return "the checksum of a frame's length does not fit";
        }
        if (totalLength > maxFrame) {
            return "a frame of " + totalLength + " bytes exceeds the limit of " + maxFrame;
        }
        if (headersLength > MAX_HEADERS || headersLength + SMALLEST > totalLength) {
            return "a frame's lengths contradict each other";
        }
        total = (int) totalLength;
        headers = (int) headersLength;
        bytes = Arrays.copyOf(prelude, Math.min(total, TRUSTED));
        opened = true;
        return null;
    }

    private Decoded close() {
        crc.reset();
        crc.update(bytes, 0, total - Frame.TRAILER);
        if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(total - Frame.TRAILER)) {
            return broken("the checksum of a frame does not fit");
        }
        var problem = HeaderBlock.problem(bytes, Frame.PRELUDE, Frame.PRELUDE + headers);
        if (problem != null) {
            return broken(problem);
        }
        var frame = new Frame(bytes, headers);
        rewind();
        return frame;
    }

    private Decoded broken(String reason) {
        pieces.clear();
        rewind();
        corrupt = new Decoded.Corrupt(reason);
        return corrupt;
    }

    private void rewind() {
        bytes = prelude;
        filled = 0;
        opened = false;
    }
}
