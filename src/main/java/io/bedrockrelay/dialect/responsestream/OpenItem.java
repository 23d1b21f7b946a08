package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.Frame.Event;

/// One item of an answer: told in events while it grows, and again, whole, when it is finished and when the answer is.
/// Begun once, then fed, then finished at most once; one thread at a time.
abstract sealed class OpenItem permits CallItem, MessageItem, ThoughtItem {
    /// Characters that are escaped at a time, so that a whole answer's text is not there once more on its way.
    private static final int SLICE = 1 << 14;

    final Frame frame;
    final String id;
    private final int index;
    /// The first half of a character whose second half is in the next piece: no client reads half of one.
    private char half;

    OpenItem(Frame frame, String prefix, int index) {
        this.frame = frame;
        this.index = index;
        id = frame.itemId(prefix, index);
    }

    /// Tells that the item is there.
    abstract void begin(JsonWriter out);

    /// Tells that it is whole.
    abstract void finish(JsonWriter out);

    /// The item as JSON, as far as it is known.
    abstract void write(JsonWriter out);

    /// How many bytes are kept of it.
    abstract int size();

    final void added(JsonWriter out) {
        about(Event.ITEM_ADDED, out);
    }

    final void done(JsonWriter out) {
        about(Event.ITEM_DONE, out);
    }

    private void about(Event event, JsonWriter out) {
        if (frame.silent()) {
            return;
        }
        frame.open(event, out).field("output_index", index).name("item");
        write(out);
        frame.close(out);
    }

    /// Begins an event about a part of the item.
    final JsonWriter open(Event event, JsonWriter out) {
        return frame.open(event, out).field("item_id", id).field("output_index", index);
    }

    /// What is the same in all deltas of one kind, between the number and the text.
    final byte[] constant(String more) {
        return (",\"item_id\":\"" + id + "\",\"output_index\":" + index + more + ",\"delta\":\"").getBytes(US_ASCII);
    }

    /// Tells a piece in a delta and keeps it.
    final void delta(Event event, byte[] constant, CharSequence piece, byte[] tail, Kept kept, JsonWriter out) {
        if (frame.silent()) {
            keep(piece, kept, out);
            return;
        }
        frame.open(event, out).verbatim(constant, 0, constant.length);
        int from = out.size();
        out.text(piece);
        kept.add(out, from);
        out.verbatim(tail, 0, tail.length);
    }

    /// Keeps a piece without telling it.
    static void keep(CharSequence piece, Kept kept, JsonWriter out) {
        int from = out.size();
        for (int at = 0; at < piece.length(); ) {
            int end = Math.min(at + SLICE, piece.length());
            if (end < piece.length() && Character.isHighSurrogate(piece.charAt(end - 1))) {
                end--;
            }
            out.text(piece.subSequence(at, end));
            kept.add(out, from);
            out.rewind(from);
            at = end;
        }
    }

    /// The piece in whole characters, which may be nothing.
    final String characters(String piece) {
        if (piece.isEmpty()) {
            return piece;
        }
        var joined = half == 0 ? piece : half + piece;
        half = joined.charAt(joined.length() - 1);
        if (Character.isHighSurrogate(half)) {
            return joined.substring(0, joined.length() - 1);
        }
        half = 0;
        return joined;
    }

    /// What waits for its second half, which will not come any more.
    final String remains() {
        var left = half == 0 ? "" : String.valueOf(half);
        half = 0;
        return left;
    }
}
