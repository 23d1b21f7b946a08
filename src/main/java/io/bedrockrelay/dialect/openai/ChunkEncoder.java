package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.ChatEvent;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.StopReason;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A stream as `chat.completion.chunk` events. Everything that is the same in each chunk is encoded once, so that an
/// event costs two copies and its own text.
///
/// Lists inside a delta carry an `index`, by which OpenAI's clients join the pieces. Thinking is told twice:
/// `reasoning_content` is what people look at, `reasoning_details` tells one thought from the next and has the proofs,
/// which the next turn needs.
final class ChunkEncoder implements StreamEncoder {
    private static final byte[] DELTA = ascii(",\"choices\":[{\"index\":0,\"delta\":{");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");
    private static final byte[] KEEP_ALIVE = ascii(": keep-alive\n\n");

    private final byte[] prefix;
    private final byte[] head;
    private final byte[] tail;
    private final byte[] tailOfFinish;
    private final boolean usageWanted;
    private final CallTrack calls = new CallTrack();
    private final ThoughtTrack thoughts = new ThoughtTrack();
    private int textBlock = -1;
    private int textStart;
    private int textLength;
    private int annotations;
    private int citations;
    private boolean failed;
    private @Nullable StopReason stopped;
    private ChatEvent.@Nullable Metered metered;

    ChunkEncoder(Answering answering) {
        usageWanted = answering.echo() instanceof OpenAiDialect.ChatEcho echo && echo.usageWanted();
        var constant = new JsonWriter(256).ascii("data: ").begin();
        constant.field("id", ReplyWriter.id(answering)).field("object", "chat.completion.chunk");
        constant.field("created", answering.startedAt().getEpochSecond()).field("model", answering.requested());
        prefix = constant.toBytes();
        head = constant.verbatim(DELTA, 0, DELTA.length).toBytes();
        // With the usage chunk promised, every other chunk says that it is not the one.
        var end = "}]" + (usageWanted ? ",\"usage\":null" : "") + "}\n\n";
        tail = ascii("},\"logprobs\":null,\"finish_reason\":null" + end);
        tailOfFinish = ascii(end);
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void event(ChatEvent event, JsonWriter out) {
        if (failed) {
            return;
        }
        switch (event) {
            case ChatEvent.Started _ ->
                close(open(out).field("role", "assistant").field("content", ""));
            case ChatEvent.Text text -> text(text, out);
            case ChatEvent.Reasoning reasoning -> thoughts.text(reasoning, out);
            case ChatEvent.Signature signature -> thoughts.proof(signature, out);
            case ChatEvent.Redacted redacted -> thoughts.redacted(redacted, out);
            case ChatEvent.ToolStarted tool -> calls.start(tool, out);
            case ChatEvent.ToolInput input -> calls.input(input, out);
            case ChatEvent.Cited cited -> cite(cited.citation(), out);
            case ChatEvent.BlockStopped _ -> calls.stop(out);
            case ChatEvent.Stopped stop -> stop(stop, out);
            case ChatEvent.Metered meter -> metered = meter;
            case ChatEvent.Failed failure -> fail(failure.failure(), out);
        }
    }

    @Override
    public void end(JsonWriter out) {
        if (stopped == null || failed) {
            return;
        }
        finish(stopped, out);
        if (usageWanted && metered != null) {
            usage(metered, out);
        }
        out.verbatim(DONE, 0, DONE.length);
    }

    @Override
    public void keepAlive(JsonWriter out) {
        out.verbatim(KEEP_ALIVE, 0, KEEP_ALIVE.length);
    }

    private JsonWriter open(JsonWriter out) {
        return out.verbatim(head, 0, head.length);
    }

    private void close(JsonWriter out) {
        out.verbatim(tail, 0, tail.length);
    }

    private void text(ChatEvent.Text text, JsonWriter out) {
        if (text.index() != textBlock) {
            textBlock = text.index();
            textStart = textLength;
        }
        textLength += text.text().length();
        if (!text.text().isEmpty()) {
            close(open(out).field("content", text.text()));
        }
    }

    private void cite(Citation citation, JsonWriter out) {
        var placed = Citations.place(citation, textStart, textLength);
        int index =
                switch (placed) {
                    case Citations.Placed.OnTheWeb _ -> annotations++;
                    case Citations.Placed.InADocument _ -> citations++;
                };
        open(out).name(Citations.member(placed)).beginArray();
        Citations.write(placed, index, out);
        close(out.endArray());
    }

    /// The finish chunk waits for the end: should the stream fail between the model's stop and the end, the client must
    /// not have been told that the answer is whole.
    private void stop(ChatEvent.Stopped stop, JsonWriter out) {
        var malformed = OpenAiDialect.malformed(stop.reason());
        if (malformed.isPresent()) {
            fail(malformed.get(), out);
            return;
        }
        calls.stop(out);
        stopped = stop.reason();
    }

    private void finish(StopReason reason, JsonWriter out) {
        open(out).ascii("},\"logprobs\":null,").field("finish_reason", Ending.finishReason(reason));
        out.verbatim(tailOfFinish, 0, tailOfFinish.length);
    }

    private void fail(Failure failure, JsonWriter out) {
        failed = true;
        out.ascii("data: ");
        Errors.write(failure, out);
        out.ascii("\n\n");
    }

    private void usage(ChatEvent.Metered meter, JsonWriter out) {
        out.verbatim(prefix, 0, prefix.length).ascii(",\"choices\":[],\"usage\":");
        Ending.usage(meter.usage(), out);
        if (meter.serviceTier() != null) {
            out.field("service_tier", meter.serviceTier());
        }
        if (meter.trace() != null) {
            out.name("amazon-bedrock-trace").raw(meter.trace().text());
        }
        out.ascii("}\n\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Tool calls, counted from 0 without gaps, whatever the index of their block is.
    private final class CallTrack {
        private int count;
        private boolean running;
        private boolean told;
        private boolean hosted;

        /// A tool that Bedrock runs itself is none of the client's business: it would try to run it.
        void start(ChatEvent.ToolStarted tool, JsonWriter out) {
            stop(out);
            hosted = tool.hosted();
            if (hosted) {
                return;
            }
            running = true;
            told = false;
            count++;
            begin(out)
                    .field("id", tool.id())
                    .field("type", "function")
                    .name("function")
                    .begin();
            out.field("name", tool.name()).field("arguments", "");
            end(out);
        }

        void input(ChatEvent.ToolInput input, JsonWriter out) {
            // Blank pieces before the first real one would hide that a call has no arguments.
            if (hosted || (!told && input.json().isBlank())) {
                return;
            }
            told = true;
            arguments(input.json(), out);
        }

        void stop(JsonWriter out) {
            if (running && !told) {
                arguments("{}", out);
            }
            running = false;
            hosted = false;
        }

        private void arguments(String piece, JsonWriter out) {
            begin(out).name("function").begin().field("arguments", piece);
            end(out);
        }

        private JsonWriter begin(JsonWriter out) {
            return open(out).name("tool_calls").beginArray().begin().field("index", count - 1);
        }

        private void end(JsonWriter out) {
            close(out.end().end().endArray());
        }
    }

    /// Thoughts, each with an index of its own: those of one block and kind are one.
    private final class ThoughtTrack {
        private int count;
        private int block = -1;
        private int plain;
        private int encrypted;

        void text(ChatEvent.Reasoning piece, JsonWriter out) {
            if (piece.text().isEmpty()) {
                return;
            }
            open(out).field("reasoning_content", piece.text());
            plain(piece.index(), out).field("text", piece.text());
            close(out.end().endArray());
        }

        void proof(ChatEvent.Signature piece, JsonWriter out) {
            plain(piece.index(), open(out)).field("signature", piece.signature());
            close(out.end().endArray());
        }

        void redacted(ChatEvent.Redacted piece, JsonWriter out) {
            turn(piece.index());
            encrypted = encrypted < 0 ? count++ : encrypted;
            detail("reasoning.encrypted", encrypted, open(out)).field("data", piece.base64());
            close(out.end().endArray());
        }

        private JsonWriter plain(int ofBlock, JsonWriter out) {
            turn(ofBlock);
            plain = plain < 0 ? count++ : plain;
            return detail("reasoning.text", plain, out);
        }

        private void turn(int ofBlock) {
            if (ofBlock != block) {
                block = ofBlock;
                plain = -1;
                encrypted = -1;
            }
        }

        private static JsonWriter detail(String type, int index, JsonWriter out) {
            out.name("reasoning_details").beginArray().begin();
            return out.field("type", type).field("index", index);
        }
    }
}
