package io.bedrockrelay.dialect.responsestream;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.openai.Errors;
import io.bedrockrelay.dialect.responsestream.Frame.Event;
import io.bedrockrelay.dialect.responsestream.ResponseWriter.State;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer as the events of the Responses API. The last of them repeats everything, so that this encoder, unlike the
/// others, keeps the answer: once, and not beyond a bound.
///
/// A failure is told twice, by `error` and by `response.failed`: each of the two alone is taken for a good end, or for
/// no word at all, by some client.
public final class EventEncoder implements StreamEncoder {
    private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
    /// Bytes of a whole answer beside what the model said, in most cases.
    private static final int REST = 2_048;

    private static final Failure CUT_CALL = new Failure.Broken("The model's call of a tool is not whole. Ask again; if"
            + " it happens often, simplify the tools' schemas.");

    private final Frame frame;
    private final ResponseWriter response;
    private final ResponsesEcho echo;
    private final String model;
    private final InstantSource clock;
    private final Bounds bounds;
    private final List<OpenItem> output = new ArrayList<>(2);
    private @Nullable OpenItem open;
    private int callBlock;
    private int index;
    private long kept;
    private boolean callCut;
    private boolean closed;
    private int toldBefore;
    private int silences;
    private @Nullable StopReason stopped;
    private @Nullable Failure failure;
    private ChatEvent.@Nullable Metered metered;

    /// @param keepAliveEvent 8: each eighth keep-alive in a row is an event, which some clients wait for and some
    /// die of; 0: none
    /// @param longest how many bytes of an answer are kept
    public record Bounds(int keepAliveEvent, long longest) {}

    public EventEncoder(Answering answering, InstantSource clock, Bounds bounds) {
        this(answering, clock, bounds, false);
    }

    private EventEncoder(Answering answering, InstantSource clock, Bounds bounds, boolean silent) {
        this.clock = clock;
        this.bounds = bounds;
        echo = answering.echo() instanceof ResponsesEcho asked ? asked : ResponsesEcho.NONE;
        model = answering.modelId();
        frame = new Frame(answering, silent);
        response = new ResponseWriter(answering, echo, frame.responseId());
    }

    /// A whole answer: the object that the last event of its stream would hold.
    public static void whole(Reply reply, Answering answering, InstantSource clock, JsonWriter out) {
        var encoder = new EventEncoder(answering, clock, new Bounds(0, Long.MAX_VALUE), true);
        var events = new JsonWriter();
        reply.asEvents().forEach(event -> encoder.event(event, events.reset()));
        encoder.closeMessage(events.reset());
        out.reserve(encoder.output.stream().mapToInt(OpenItem::size).sum() + REST);
        encoder.response.write(encoder.state(), encoder.output, encoder.metered, out);
    }

    /// The failure that a whole reply stands for, if what the model said cannot be read: to be asked before the
    /// reply is written.
    public static Optional<Failure> broken(Reply reply) {
        var malformed = Errors.malformed(reply.stopReason());
        if (malformed.isPresent() || "max_output_tokens".equals(ResponseWriter.incomplete(reply.stopReason()))) {
            return malformed;
        }
        boolean cut = reply.content().stream()
                .anyMatch(block -> block instanceof Block.ToolUse call
                        && CallItem.object(new StringReader(call.input().text())) == null);
        return cut ? Optional.of(CUT_CALL) : Optional.empty();
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void event(ChatEvent event, JsonWriter out) {
        if (closed) {
            return;
        }
        begin(out);
        switch (event) {
            case ChatEvent.Started _ -> {}
            case ChatEvent.Text text -> text(text, out);
            case ChatEvent.Cited cited -> message(cited.index(), out).cite(cited.citation());
            case ChatEvent.Reasoning piece -> reasoning(piece, out);
            case ChatEvent.Signature proof -> thought(proof.index(), false, out).sign(proof.signature());
            case ChatEvent.Redacted piece -> thought(piece.index(), true, out).redact(piece.base64());
            case ChatEvent.ToolStarted tool -> call(tool, out);
            case ChatEvent.ToolInput input -> input(input, out);
            case ChatEvent.BlockStopped _ -> endBlock(out);
            case ChatEvent.Stopped stop -> stop(stop.reason(), out);
            case ChatEvent.Metered meter -> metered = meter;
            case ChatEvent.Failed failed -> fail(failed.failure(), out);
        }
        if (!closed && kept + (open == null ? 0 : open.size()) > bounds.longest()) {
            fail(
                    new Failure.Broken(
                            "The answer is longer than this relay keeps (" + (bounds.longest() >> 20) + " MiB)."),
                    out);
        }
    }

    @Override
    public void end(JsonWriter out) {
        if (stopped == null || closed) {
            return;
        }
        closeMessage(out);
        var state = state();
        tell(state.status().equals("completed") ? Event.COMPLETED : Event.INCOMPLETE, state, out);
        closed = true;
    }

    @Override
    public @Nullable Failure broken() {
        return failure;
    }

    /// The beginning, if nothing was said yet; else a comment, or now and then an event.
    @Override
    public void keepAlive(JsonWriter out) {
        if (closed) {
            return;
        }
        if (frame.told() == 0) {
            begin(out);
            toldBefore = frame.told();
            return;
        }
        silences = frame.told() == toldBefore ? silences + 1 : 1;
        if (bounds.keepAliveEvent() > 0 && silences % bounds.keepAliveEvent() == 0) {
            frame.close(frame.open(Event.KEEP_ALIVE, out));
            silences = 0;
        } else {
            out.verbatim(COMMENT, 0, COMMENT.length);
        }
        toldBefore = frame.told();
    }

    private void begin(JsonWriter out) {
        if (frame.told() == 0) {
            tell(Event.CREATED, new State.InProgress(), out);
            tell(Event.IN_PROGRESS, new State.InProgress(), out);
        }
    }

    private void text(ChatEvent.Text text, JsonWriter out) {
        if (!text.text().isEmpty()) {
            message(text.index(), out).text(text.text(), out);
        }
    }

    private MessageItem message(int block, JsonWriter out) {
        if (open instanceof MessageItem message) {
            message.block(block, out);
            return message;
        }
        return opened(new MessageItem(frame, next(out), block), out);
    }

    private void reasoning(ChatEvent.Reasoning piece, JsonWriter out) {
        if (!piece.text().isEmpty()) {
            thought(piece.index(), false, out).text(piece.text(), out);
        }
    }

    private ThoughtItem thought(int block, boolean encrypted, JsonWriter out) {
        return open instanceof ThoughtItem thought && thought.goesOn(block, encrypted)
                ? thought
                : opened(new ThoughtItem(frame, next(out), block, encrypted, model, echo.thinkingShown()), out);
    }

    private void call(ChatEvent.ToolStarted tool, JsonWriter out) {
        opened(CallItem.of(tool, echo.called(tool.name()), frame, next(out)), out);
        callBlock = tool.index();
    }

    private void input(ChatEvent.ToolInput input, JsonWriter out) {
        if (open instanceof CallItem call && callBlock == input.index()) {
            call.input(input.json(), out);
        }
    }

    /// The index of the next item, after the one before it was closed.
    private int next(JsonWriter out) {
        close(out);
        return index++;
    }

    private <T extends OpenItem> T opened(T item, JsonWriter out) {
        open = item;
        item.begin(out);
        return item;
    }

    private void endBlock(JsonWriter out) {
        if (open instanceof MessageItem message) {
            message.endBlock(out);
        } else {
            close(out);
        }
    }

    private void close(JsonWriter out) {
        var item = open;
        if (item == null) {
            return;
        }
        open = null;
        if (item instanceof CallItem call && !call.whole()) {
            callCut = true;
            return;
        }
        item.finish(out);
        output.add(item);
        kept += item.size();
    }

    private void stop(StopReason reason, JsonWriter out) {
        var malformed = Errors.malformed(reason);
        if (malformed.isPresent()) {
            fail(malformed.get(), out);
            return;
        }
        boolean cut = "max_output_tokens".equals(ResponseWriter.incomplete(reason));
        if (open instanceof CallItem && cut) {
            // Its block never ended.
            open = null;
        } else if (!(open instanceof MessageItem)) {
            close(out);
        }
        if (callCut && !cut) {
            fail(CUT_CALL, out);
            return;
        }
        stopped = reason;
    }

    private void closeMessage(JsonWriter out) {
        if (open instanceof MessageItem message && state().status().equals("incomplete")) {
            open = null;
            message.cut(out);
            output.add(message);
        } else {
            close(out);
        }
    }

    private void fail(Failure why, JsonWriter out) {
        closed = true;
        failure = why;
        if (open instanceof MessageItem message) {
            message.breakOff(out);
            output.add(message);
        }
        open = null;
        Failures.event(why, frame.open(Event.ERROR, out));
        frame.close(out);
        tell(Event.FAILED, state(), out);
    }

    private State state() {
        if (failure != null) {
            return new State.Failed(failure);
        }
        return stopped == null ? new State.InProgress() : new State.Ended(stopped, clock.instant());
    }

    private void tell(Event event, State state, JsonWriter out) {
        response.write(state, output, metered, frame.open(event, out).name("response"));
        frame.close(out);
    }
}
