package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.Answer;
import io.bedrockrelay.bedrock.Opened;
import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.ChatEvent;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Fold;
import io.smallrye.mutiny.Multi;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One call of one model. Made by `Relay.open`, used for one answer, on the thread of its request, and closed once.
///
/// No answer ever fails as a `Multi`: a failure is its last item. Cancelling closes the connection to Bedrock.
public final class Call {
    private final Target target;
    private final RuntimeLane lane;
    private final UnaryOperator<Failure> explain;
    private final Rules rules;
    private final OpenCalls calls;
    private @Nullable Opened opened;
    private boolean closed;

    /// @param explain adds to a failure of Bedrock's what the relay knows about it
    Call(Target target, RuntimeLane lane, UnaryOperator<Failure> explain, Rules rules, OpenCalls calls) {
        this.target = target;
        this.lane = lane;
        this.explain = explain;
        this.rules = rules;
        this.calls = calls;
    }

    public Target target() {
        return target;
    }

    /// The head of Bedrock's answer; null as long as there is none.
    public @Nullable Opened opened() {
        return opened;
    }

    /// The answer as it comes, event by event.
    public Multi<ChatEvent> stream(ChatRequest request, Timers timers) {
        return new Supervised<>(
                () -> lane.converseStream(destination(), request).map(this::heard),
                Judges.EVENTS,
                rules,
                timers,
                calls);
    }

    /// The answer in one piece: one item.
    public Multi<Fold.Outcome> reply(ChatRequest request, Timers timers) {
        return new Supervised<>(
                () -> lane.converse(destination(), request).map(this::heard).toMulti(),
                Judges.WHOLE,
                rules,
                timers,
                calls);
    }

    /// The answer as Bedrock's own frames.
    ///
    /// @param judge knows failures and the end among the frames
    public Multi<RawEvent> rawStream(
            Operation operation, Map<String, String> headers, byte[] body, Judge<RawEvent> judge, Timers timers) {
        return new Supervised<>(
                () -> lane.rawStream(destination(), operation, headers, body), judge, rules, timers, calls);
    }

    /// The answer as Bedrock's own body: one item.
    public Multi<RawAnswer> raw(Operation operation, Map<String, String> headers, byte[] body, Timers timers) {
        return new Supervised<>(
                () -> lane.raw(destination(operation), operation, headers, body).toMulti(),
                Judges.RAW_WHOLE,
                rules,
                timers,
                calls);
    }

    /// What a failure of this call means to its caller, who may have to be told what would work.
    public Failure explained(Failure failure) {
        return explain.apply(failure);
    }

    /// Gives the call's place back; once is enough.
    public void close() {
        if (!closed) {
            closed = true;
            calls.leave();
        }
    }

    private io.bedrockrelay.bedrock.Call destination() {
        return new io.bedrockrelay.bedrock.Call(target.region(), target.invocationId(), head -> opened = head);
    }

    /// CountTokens wants the bare model id, even of a model that is invoked by a profile only.
    private io.bedrockrelay.bedrock.Call destination(Operation operation) {
        var model = target.modelId();
        return operation == Operation.COUNT_TOKENS && model != null
                ? new io.bedrockrelay.bedrock.Call(target.region(), model, head -> opened = head)
                : destination();
    }

    private ChatEvent heard(ChatEvent event) {
        return switch (Judges.malformedFails(event)) {
            case ChatEvent.Failed failed -> new ChatEvent.Failed(explained(failed.failure()));
            case ChatEvent other -> other;
        };
    }

    private Fold.Outcome heard(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> new Fold.Outcome.Failed(explained(failed.failure()));
            case Answer.Whole whole -> Judges.malformedFails(new Fold.Outcome.Whole(whole.reply()));
        };
    }
}
