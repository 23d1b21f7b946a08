package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.ChatEvent;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Fold;
import io.smallrye.mutiny.Multi;

/// One call of one model. Made by `Relay.open`, used for one answer, on the thread of its request, and closed once.
public final class Call {
    private final Target target;
    private final RuntimeLane lane;
    private final Registry registry;
    private final Rules rules;
    private final OpenCalls calls;

    Call(Target target, RuntimeLane lane, Registry registry, Rules rules, OpenCalls calls) {
        this.target = target;
        this.lane = lane;
        this.registry = registry;
        this.rules = rules;
        this.calls = calls;
    }

    public Target target() {
        return target;
    }

    /// The answer as it comes. Never fails: a failure is the last event. Cancelling closes the connection to Bedrock.
    public Multi<ChatEvent> stream(ChatRequest request, Timers timers) {
        return new Supervised<>(
                () -> lane.converseStream(target, request).map(event -> stale(Judges.malformedFails(event))),
                Judges.EVENTS,
                rules,
                timers,
                calls);
    }

    /// The answer in one piece: one item. Never fails, and may be cancelled like a stream.
    public Multi<Fold.Outcome> reply(ChatRequest request, Timers timers) {
        return new Supervised<>(
                () -> lane.converse(target, request).map(outcome -> stale(Judges.malformedFails(outcome))).toMulti(),
                Judges.WHOLE,
                rules,
                timers,
                calls);
    }

    /// Gives the call's place back.
    public void close() {
        calls.leave();
    }

    private ChatEvent stale(ChatEvent event) {
        return event instanceof ChatEvent.Failed(Failure failure) ? new ChatEvent.Failed(stale(failure)) : event;
    }

    private Fold.Outcome stale(Fold.Outcome outcome) {
        return outcome instanceof Fold.Outcome.Failed(Failure failure)
                ? new Fold.Outcome.Failed(stale(failure))
                : outcome;
    }

    /// Bedrock knows better than the catalogue: it is refreshed, and the caller told what would work. The call is not
    /// sent again under another id, since that is the caller's decision.
    private Failure stale(Failure failure) {
        return failure;
    }
}
