package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.Frame.Event;

/// One block of thinking. People see it as a summary if the caller asked for one; the model gets it back, with its
/// proof, out of `encrypted_content`, which the caller gets in any case, for nothing else keeps it.
final class ThoughtItem extends OpenItem {
    private static final byte[] TAIL = "\"}\n\n".getBytes(US_ASCII);

    private final String model;
    private final boolean shown;
    private final int block;
    private final boolean encrypted;
    private final Kept text = new Kept();
    private final StringBuilder signature = new StringBuilder();
    private final StringBuilder redacted = new StringBuilder();
    private byte[] constant = {};
    private boolean summarised;
    private boolean finished;

    /// @param model Bedrock's id of the model that thinks
    /// @param encrypted whether the provider hides this block, which is then another one than an open one beside it
    ThoughtItem(Frame frame, int index, int block, boolean encrypted, String model, boolean shown) {
        super(frame, "rs_", index);
        this.block = block;
        this.encrypted = encrypted;
        this.model = model;
        this.shown = shown;
    }

    boolean goesOn(int withBlock, boolean withEncrypted) {
        return block == withBlock && encrypted == withEncrypted;
    }

    @Override
    void begin(JsonWriter out) {
        added(out);
    }

    void text(String piece, JsonWriter out) {
        var characters = characters(piece);
        if (!characters.isEmpty()) {
            tell(characters, out);
        }
    }

    void sign(String piece) {
        signature.append(piece);
    }

    void redact(String piece) {
        redacted.append(piece);
    }

    private void tell(String piece, JsonWriter out) {
        if (!shown) {
            keep(piece, text, out);
            return;
        }
        if (!summarised) {
            summarised = true;
            constant = constant(",\"summary_index\":0");
            part(Event.SUMMARY_ADDED, out);
        }
        delta(Event.SUMMARY_DELTA, constant, piece, TAIL, text, out);
    }

    @Override
    void finish(JsonWriter out) {
        var left = remains();
        if (!left.isEmpty()) {
            tell(left, out);
        }
        if (summarised && !frame.silent()) {
            open(Event.SUMMARY_TEXT_DONE, out).field("summary_index", 0).name("text");
            frame.close(text.writeTo(out.openString()).closeString());
            finished = true;
            part(Event.SUMMARY_DONE, out);
        }
        finished = true;
        done(out);
    }

    @Override
    void write(JsonWriter out) {
        out.begin().field("id", id).field("type", "reasoning").name("summary").beginArray();
        if (finished && summarised) {
            summary(out);
        }
        out.endArray();
        if (finished) {
            var envelope = Envelope.seal(content());
            out.name("encrypted_content").openString();
            out.verbatim(envelope, 0, envelope.length).closeString();
        }
        out.end();
    }

    @Override
    int size() {
        return text.size() + signature.length() + redacted.length();
    }

    private void part(Event event, JsonWriter out) {
        open(event, out).field("summary_index", 0).name("part");
        summary(out);
        frame.close(out);
    }

    private void summary(JsonWriter out) {
        out.begin().field("type", "summary_text").name("text").openString();
        (finished ? text.writeTo(out) : out).closeString().end();
    }

    private JsonWriter content() {
        var content = new JsonWriter(text.size() + signature.length() + redacted.length() + 128);
        content.begin().field("m", model);
        if (!text.isEmpty()) {
            text.writeTo(content.name("t").openString()).closeString();
        }
        if (!signature.isEmpty()) {
            content.name("s").openString().text(signature).closeString();
        }
        if (!redacted.isEmpty()) {
            content.name("r").openString().text(redacted).closeString();
        }
        return content.end();
    }
}
