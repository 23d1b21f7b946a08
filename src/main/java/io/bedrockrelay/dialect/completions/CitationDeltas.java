package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.openai.Citations;
import java.util.ArrayList;
import java.util.List;

/// The citations of one stream, each with the span of the text that it backs. Bedrock tells a citation before the text
/// of its block, behind it, or in a block of its own: citations wait for the end of their block.
final class CitationDeltas {
    /// A block with more of them tells the rest as they come.
    private static final int MOST_WAITING = 256;

    private final ChunkFrame frame;
    private final List<Citation> waiting = new ArrayList<>(0);
    private int length;
    private int blockStart;
    private int textBefore;
    private int annotations;
    private int citations;

    CitationDeltas(ChunkFrame frame) {
        this.frame = frame;
    }

    void text(String piece) {
        length += piece.length();
    }

    void cite(Citation citation, JsonWriter out) {
        waiting.add(citation);
        if (waiting.size() > MOST_WAITING) {
            write(out);
        }
    }

    void endBlock(JsonWriter out) {
        write(out);
        textBefore = start();
        blockStart = length;
    }

    /// A block of citations alone speaks of the text before it.
    private int start() {
        return blockStart < length ? blockStart : textBefore;
    }

    private void write(JsonWriter out) {
        for (var citation : waiting) {
            var placed = Citations.place(citation, start(), length);
            int index =
                    switch (placed) {
                        case Citations.Placed.OnTheWeb _ -> annotations++;
                        case Citations.Placed.InADocument _ -> citations++;
                    };
            frame.open(out).name(Citations.member(placed)).beginArray();
            Citations.write(placed, index, out);
            frame.close(out.endArray());
        }
        waiting.clear();
    }
}
