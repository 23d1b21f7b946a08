package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.openai.Citations;
import io.bedrockrelay.dialect.responsestream.Frame.Event;
import java.util.ArrayList;
import java.util.List;

/// What the model says: text blocks in a row are one message with one part. It stays open until something else comes,
/// or the end.
///
/// Bedrock tells a citation before or behind the text that it backs, so that citations wait for the end of their block.
final class MessageItem extends OpenItem {
    private static final byte[] TAIL = "\",\"logprobs\":[]}\n\n".getBytes(US_ASCII);

    private final Kept text = new Kept();
    private final byte[] constant = constant(",\"content_index\":0");
    private final List<Citation> waiting = new ArrayList<>(0);
    private final JsonWriter annotations = new JsonWriter(0);
    private final JsonWriter passages = new JsonWriter(0);
    private String status = "in_progress";
    private int block;
    private int annotated;
    private int length;
    private int blockStart;
    private int textBefore;

    MessageItem(Frame frame, int index, int block) {
        super(frame, "msg_", index);
        this.block = block;
    }

    @Override
    void begin(JsonWriter out) {
        added(out);
        part(Event.PART_ADDED, out).begin().field("type", "output_text").field("text", "");
        frame.close(out.raw("\"annotations\":[],\"logprobs\":[]").end());
    }

    /// The pieces that follow belong to this block of Bedrock's.
    void block(int index, JsonWriter out) {
        if (index != block) {
            endBlock(out);
            block = index;
        }
    }

    void text(String piece, JsonWriter out) {
        var characters = characters(piece);
        if (!characters.isEmpty()) {
            length += characters.length();
            delta(Event.TEXT_DELTA, constant, characters, TAIL, text, out);
        }
    }

    void cite(Citation citation) {
        waiting.add(citation);
    }

    void endBlock(JsonWriter out) {
        // A block of citations alone speaks of the text before it.
        int start = blockStart < length ? blockStart : textBefore;
        for (var citation : waiting) {
            switch (Citations.place(citation, start, length)) {
                case Citations.Placed.OnTheWeb page -> annotate(page, out);
                case Citations.Placed.InADocument passage -> Citations.write(passage, -1, passages);
            }
        }
        waiting.clear();
        textBefore = start;
        blockStart = length;
    }

    /// Ends the message at the end of an answer that is not whole: a limit was met, or a filter.
    void cut(JsonWriter out) {
        status = "incomplete";
        end(out);
    }

    /// Ends it without a word, in the middle of an answer that failed.
    void breakOff(JsonWriter out) {
        status = "incomplete";
        keep(remains(), text, out);
    }

    @Override
    void finish(JsonWriter out) {
        status = "completed";
        end(out);
    }

    private void end(JsonWriter out) {
        var left = remains();
        if (!left.isEmpty()) {
            length++;
            delta(Event.TEXT_DELTA, constant, left, TAIL, text, out);
        }
        endBlock(out);
        if (!frame.silent()) {
            told(out);
        }
        done(out);
    }

    private void told(JsonWriter out) {
        text.writeTo(open(Event.TEXT_DONE, out)
                        .field("content_index", 0)
                        .name("text")
                        .openString())
                .closeString();
        frame.close(out.raw("\"logprobs\":[]"));
        whole(part(Event.PART_DONE, out));
        frame.close(out);
    }

    @Override
    void write(JsonWriter out) {
        out.begin().field("id", id).field("type", "message").field("status", status);
        out.field("role", "assistant").name("content").beginArray();
        if (!status.equals("in_progress")) {
            whole(out);
        }
        out.endArray().end();
    }

    @Override
    int size() {
        return text.size() + annotations.size() + passages.size();
    }

    private JsonWriter part(Event event, JsonWriter out) {
        return open(event, out).field("content_index", 0).name("part");
    }

    private void whole(JsonWriter out) {
        out.begin().field("type", "output_text").name("text");
        text.writeTo(out.openString()).closeString();
        out.name("annotations").beginArray();
        out.verbatim(annotations.array(), 0, annotations.size()).endArray();
        out.raw("\"logprobs\":[]");
        if (!passages.isEmpty()) {
            out.name("citations").beginArray();
            out.verbatim(passages.array(), 0, passages.size()).endArray();
        }
        out.end();
    }

    private void annotate(Citations.Placed.OnTheWeb page, JsonWriter out) {
        open(Event.ANNOTATION, out).field("content_index", 0).field("annotation_index", annotated++);
        write(page, out.name("annotation"));
        frame.close(out);
        write(page, annotations);
    }

    private static void write(Citations.Placed.OnTheWeb page, JsonWriter out) {
        out.begin().field("type", "url_citation").field("start_index", page.start());
        out.field("end_index", page.end()).field("url", page.url());
        out.field("title", page.title()).end();
    }
}
