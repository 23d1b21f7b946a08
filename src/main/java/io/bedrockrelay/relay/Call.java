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
import io.bedrockrelay.chat.Usage;
import io.smallrye.mutiny.Multi;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call of one model. Made by `Relay.open`, used for one answer, on the thread of its request, and closed once.
///
/// No answer ever fails as a `Multi`: a failure is its last item. Cancelling closes the connection to Bedrock.
public final class Call {
    private final Ask ask;
    private final Target target;
    private final Advice advice;
    private final Means means;
    private final Progress progress;
    private Consumer<Ending> ended = _ -> {};
    private @Nullable Opened opened;
    private boolean closed;

    Call(Ask ask, Target target, Advice advice, Means means) {
        this.ask = ask;
        this.target = target;
        this.advice = advice;
        this.means = means;
        this.progress = new Progress(means.clock());
    }

    public Target target() {
        return target;
    }

    /// The head of Bedrock's answer; null as long as there is none.
    public @Nullable Opened opened() {
        return opened;
    }

    /// The answer as it comes, event by event. A model that cannot stream tells its whole answer at once.
    public Multi<ChatEvent> stream(ChatRequest request, Timers timers) {
        var asked = LongContext.asked(request, target);
        return supervised(
                Work.CHAT,
                true,
                () -> target.streaming()
                        ? lane().converseStream(destination(), asked).map(this::heard)
                        : lane().converse(destination(), asked)
                                .map(this::heard)
                                .onItem()
                                .transformToMulti(Call::told),
                Judges.EVENTS,
                timers);
    }

    private static Multi<ChatEvent> told(Fold.Outcome outcome) {
        return switch (outcome) {
            case Fold.Outcome.Failed failed -> Multi.createFrom().item(new ChatEvent.Failed(failed.failure()));
            case Fold.Outcome.Whole whole ->
                Multi.createFrom().iterable(whole.reply().asEvents());
        };
    }

    /// The answer in one piece: one item.
    public Multi<Fold.Outcome> reply(ChatRequest request, Timers timers) {
        var asked = LongContext.asked(request, target);
        return supervised(
                Work.CHAT,
                false,
                () -> lane().converse(destination(), asked).map(this::heard).toMulti(),
                Judges.WHOLE,
                timers);
    }

    /// The answer as Bedrock's own frames.
    ///
    /// @param judge knows failures and the end among the frames
    public Multi<RawEvent> rawStream(
            Work work,
            Operation operation,
            Map<String, String> headers,
            byte[] body,
            Judge<RawEvent> judge,
            Timers timers) {
        return supervised(work, true, () -> lane().rawStream(destination(), operation, headers, body), judge, timers);
    }

    /// The answer as Bedrock's own body: one item.
    public Multi<RawAnswer> raw(
            Work work, Operation operation, Map<String, String> headers, byte[] body, Timers timers) {
        return supervised(
                work,
                false,
                () -> lane().raw(destination(operation), operation, headers, body)
                        .toMulti(),
                Judges.RAW_WHOLE,
                timers);
    }

    /// What a failure of this call means to its caller, who may have to be told what would work.
    public Failure explained(Failure failure) {
        return advice.explained(failure);
    }

    /// Has the ending told to one more listener, after those of the process. It must be quick and may not throw.
    public void onEnd(Consumer<Ending> listener) {
        ended = ended.andThen(listener);
    }

    /// Notes what the answer cost, where only its reader can tell.
    public void metered(Usage usage) {
        progress.metered(usage);
    }

    /// Notes that the answer was found to be none, where only its reader can tell.
    public void failed(Failure failure) {
        progress.failed(failure);
    }

    /// Gives the call up before anything was sent.
    public void refuse(Failure failure) {
        failed(failure);
        close(Parting.WRITTEN);
    }

    /// Tells the ending and gives the call's place back. The first time counts.
    public void close(Parting parting) {
        if (closed) {
            return;
        }
        closed = true;
        var ending = progress.ending(ask, target, parting, opened == null ? null : opened.requestId());
        try {
            means.listener().ended(ending);
            ended.accept(ending);
        } finally {
            means.calls().leave();
        }
    }

    private <T> Multi<T> supervised(
            Work work, boolean streamed, Supplier<Multi<T>> attempt, Judge<T> judge, Timers timers) {
        progress.asking(work, streamed);
        return new Supervised<>(attempt, judge, means.rules(), timers, means.calls(), progress, advice);
    }

    private RuntimeLane lane() {
        return means.lane();
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
            case ChatEvent.Metered metered -> {
                progress.metered(metered.usage());
                yield metered;
            }
            case ChatEvent other -> other;
        };
    }

    private Fold.Outcome heard(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> new Fold.Outcome.Failed(failed.failure());
            case Answer.Whole whole -> {
                progress.metered(whole.reply().usage());
                yield Judges.malformedFails(new Fold.Outcome.Whole(whole.reply()));
            }
        };
    }
}
