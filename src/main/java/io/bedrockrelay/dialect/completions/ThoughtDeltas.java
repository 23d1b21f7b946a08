package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.JsonWriter;

/// The thinking of one stream. It is told twice: `reasoning_content` is what people look at, `reasoning_details` tells
/// one thought from the next and has the proofs, without which the next turn is refused. The pieces of one block and
/// kind are one thought, with an index of its own. A proof says how long the text is that it is for: libraries that put
/// the pieces together keep at times no more than the last, and a proof of another text is refused.
final class ThoughtDeltas {
    private static final int NONE = -1;

    private final ChunkFrame frame;
    private int count;
    private int block = NONE;
    private int plain = NONE;
    private int encrypted = NONE;
    private int length;

    ThoughtDeltas(ChunkFrame frame) {
        this.frame = frame;
    }

    void text(ChatEvent.Reasoning piece, JsonWriter out) {
        if (piece.text().isEmpty()) {
            return;
        }
        frame.open(out).field("reasoning_content", piece.text());
        plain(piece.index(), out).field("text", piece.text());
        length += piece.text().length();
        end(out);
    }

    void proof(ChatEvent.Signature piece, JsonWriter out) {
        plain(piece.index(), frame.open(out)).field("signature", piece.signature());
        out.field("text_length", length);
        end(out);
    }

    void redacted(ChatEvent.Redacted piece, JsonWriter out) {
        turn(piece.index());
        encrypted = encrypted == NONE ? count++ : encrypted;
        detail("reasoning.encrypted", encrypted, frame.open(out)).field("data", piece.base64());
        end(out);
    }

    private JsonWriter plain(int ofBlock, JsonWriter out) {
        turn(ofBlock);
        plain = plain == NONE ? count++ : plain;
        return detail("reasoning.text", plain, out);
    }

    private void turn(int ofBlock) {
        if (ofBlock != block) {
            block = ofBlock;
            plain = NONE;
            encrypted = NONE;
            length = 0;
        }
    }

    private static JsonWriter detail(String type, int index, JsonWriter out) {
        out.name("reasoning_details").beginArray().begin();
        return out.field("type", type).field("index", index);
    }

    private void end(JsonWriter out) {
        frame.close(out.end().endArray());
    }
}
