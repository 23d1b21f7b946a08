package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.openai.Errors;
import org.jspecify.annotations.Nullable;

/// A stream as `chat.completion.chunk` events. Lists inside a delta carry an `index`, by which OpenAI's clients join
/// the pieces.
///
/// The finish chunk waits for the end: should the stream fail between the model's stop and the end, the client must
/// not have been told that the answer is whole.
final class ChunkEncoder implements StreamEncoder {
    private static final byte[] DONE = ChunkFrame.ascii("data: [DONE]\n\n");
    private static final byte[] KEEP_ALIVE = ChunkFrame.ascii(": keep-alive\n\n");

    private final ChunkFrame frame;
    private final CallDeltas calls;
    private final ThoughtDeltas thoughts;
    private final boolean usageWanted;
    private final CitationDeltas citations;
    private int block;
    private boolean failed;
    private ChatEvent.@Nullable Stopped stopped;
    private ChatEvent.@Nullable Metered metered;

    ChunkEncoder(Answering answering) {
        usageWanted = answering.echo() instanceof CompletionsDialect.ChatEcho echo && echo.usageWanted();
        frame = new ChunkFrame(answering, usageWanted);
        calls = new CallDeltas(frame);
        thoughts = new ThoughtDeltas(frame);
        citations = new CitationDeltas(frame);
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
            case ChatEvent.Started _ -> start(out);
            case ChatEvent.Text text -> text(text, out);
            case ChatEvent.Reasoning reasoning -> thoughts.text(reasoning, out);
            case ChatEvent.Signature signature -> thoughts.proof(signature, out);
            case ChatEvent.Redacted redacted -> thoughts.redacted(redacted, out);
            case ChatEvent.ToolStarted tool -> calls.start(tool, out);
            case ChatEvent.ToolInput input -> calls.input(input, out);
            case ChatEvent.Cited cited -> {
                block(cited.index(), out);
                citations.cite(cited.citation(), out);
            }
            case ChatEvent.BlockStopped _ -> {
                calls.stop(out);
                citations.endBlock(out);
            }
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
        // The usage chunk tells the tier and the like as well, but not everybody wants one.
        frame.finish(stopped, usageWanted ? null : metered, out);
        if (usageWanted) {
            if (metered == null) {
                fail(new Failure.Broken("The answer is whole, but Bedrock did not tell how many tokens it took."), out);
                return;
            }
            frame.usage(metered, out);
        }
        out.verbatim(DONE, 0, DONE.length);
    }

    @Override
    public void keepAlive(JsonWriter out) {
        out.verbatim(KEEP_ALIVE, 0, KEEP_ALIVE.length);
    }

    private void start(JsonWriter out) {
        frame.close(frame.open(out).field("role", "assistant").field("content", ""));
    }

    private void text(ChatEvent.Text text, JsonWriter out) {
        block(text.index(), out);
        citations.text(text.text());
        if (!text.text().isEmpty()) {
            frame.close(frame.open(out).field("content", text.text()));
        }
    }

    private void block(int index, JsonWriter out) {
        if (index != block) {
            citations.endBlock(out);
            block = index;
        }
    }

    private void stop(ChatEvent.Stopped stop, JsonWriter out) {
        var malformed = Errors.malformed(stop.reason());
        if (malformed.isPresent()) {
            fail(malformed.get(), out);
            return;
        }
        calls.stop(out);
        citations.endBlock(out);
        stopped = stop;
    }

    private void fail(Failure failure, JsonWriter out) {
        failed = true;
        out.ascii("data: ");
        Errors.write(failure, out);
        out.ascii("\n\n");
    }
}
