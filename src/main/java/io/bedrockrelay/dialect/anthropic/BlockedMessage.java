package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import org.jspecify.annotations.Nullable;

/// A message that one of Bedrock's guardrails cut short or replaced, brought to an end that Anthropic's clients know: a
/// refusal. Bedrock's own words for it stand beside, under Bedrock's names.
///
/// @param text what the guardrail says in the place of the model; empty where it says nothing
/// @param usage null where Bedrock did not count
/// @param trace what the guardrail found; null where it was not asked for
public record BlockedMessage(
        String text, @Nullable Usage usage, @Nullable Json trace) {

    /// How far the model's own events got.
    ///
    /// @param open index of the content block that is open; -1 for none
    /// @param next index of the content block that would come next
    /// @param stopped whether the model has told why it stops
    public record Told(boolean started, int open, int next, boolean stopped) {}

    /// The events that are missing after those.
    public void end(Told told, Answering answering, JsonWriter out) {
        if (!told.started()) {
            MessageStream.start(answering, out);
        }
        if (told.open() >= 0) {
            OpenBlock.stop(told.open(), out);
        }
        if (!told.stopped()) {
            var block = new OpenBlock(told.next());
            block.text(told.next(), text, out);
            block.close(out);
            out.ascii("event: message_delta\ndata: ").begin().field("type", "message_delta");
            out.name("delta").begin();
            stop(out);
            out.name("container").nil().end();
            bedrocks(out);
            out.end().ascii("\n\n");
        }
        MessageStream.stop(out);
    }

    /// The same as one message.
    public void write(Answering answering, JsonWriter out) {
        out.begin();
        MessageWriter.head(answering, out);
        out.name("content").beginArray();
        if (!text.isEmpty()) {
            out.begin().field("type", "text").field("text", text).end();
        }
        out.endArray();
        stop(out);
        bedrocks(out);
        out.end();
    }

    private void stop(JsonWriter out) {
        MessageWriter.stop(StopReason.GUARDRAIL_INTERVENED, null, text.isEmpty() ? null : text, out);
    }

    private void bedrocks(JsonWriter out) {
        if (usage == null) {
            MessageWriter.noUsage(null, out);
        } else {
            MessageWriter.usage(usage, null, out);
        }
        out.field("amazon-bedrock-guardrailAction", "INTERVENED");
        MessageWriter.trace(trace, out);
    }
}
