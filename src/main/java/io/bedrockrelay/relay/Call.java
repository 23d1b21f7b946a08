package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.Destination;
import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.ResponseHead;
import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.bedrock.exchange.Body;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.fit.Fit;
import io.bedrockrelay.memory.LargeWork;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.memory.MemoryShare;
import io.bedrockrelay.relay.ending.CallProgress;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.relay.fitting.FittedBody;
import io.bedrockrelay.relay.fitting.Mode;
import io.bedrockrelay.relay.fitting.OutgoingBody;
import io.bedrockrelay.relay.fitting.OwnBody;
import io.bedrockrelay.relay.supervision.ItemInspector;
import io.bedrockrelay.relay.supervision.Supervised;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.Ask;
import io.bedrockrelay.routing.Discretion;
import io.bedrockrelay.routing.Route;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call of one model. Made by `Relay.open`, used for one answer, on the thread of its request, and closed once.
///
/// No answer ever fails as a `Multi`: a failure is its last item. Cancelling closes the connection to Bedrock.
public final class Call {
    private final Ask ask;
    private final CallRoute route;
    private final Mode mode;
    private final CallServices services;
    private final CallProgress progress;
    private final Heard heard;
    /// What the answer's bodies hold until the answer is written.
    private final MemoryShare memory;
    private MemoryShare asked = MemoryBudget.UNLIMITED.share();
    private Consumer<Ending> ended = _ -> {};
    private @Nullable ResponseHead opened;
    private Supplier<List<Adaptation>> adapted = List::of;
    private boolean closed;

    Call(Ask ask, Route.Found found, Mode mode, CallServices services) {
        this.ask = ask;
        this.route = new CallRoute(ask, found, services.failover());
        this.mode = mode;
        this.services = services;
        this.progress = new CallProgress(services.clock());
        this.heard = new Heard(progress);
        this.memory = services.memory().share();
    }

    /// What is called: with each try it may be another one, until the answer begins.
    public Target target() {
        return route.target();
    }

    /// The way along the route so far; null where nothing but the first target may answer.
    public @Nullable Routed routed() {
        return route.routed();
    }

    /// The caller is told who answers: from now on nobody else does.
    public void settle() {
        route.settle();
    }

    /// The head of Bedrock's answer; null as long as there is none.
    public @Nullable ResponseHead opened() {
        return opened;
    }

    /// What was adapted of the request that was sent last, for the caller to be told; nothing before it was sent.
    public List<Adaptation> adaptations() {
        return adapted.get();
    }

    /// Whether the request is to be sent as it came, for Bedrock to judge.
    public boolean isStrict() {
        return mode == Mode.STRICT;
    }

    /// A body in the model's own form, fitted by what was learnt of the model; null where it cannot be sent.
    public @Nullable FittedBody fit(OwnBody body) {
        var fitting = FittedBody.of(services.fitter(), mode, this::target, body);
        if (fitting != null) {
            adapted = fitting::adaptations;
        }
        return fitting;
    }

    /// The request as its model would get it, or why it cannot.
    public Fit fit(ChatRequest request, boolean stream, List<Adaptation> read) {
        return fittings(request, stream, read).now().fit();
    }

    /// Whether Bedrock may be asked for the number of tokens, as far as is known of the model.
    public boolean isCounted() {
        return isStrict() || services.fitter().counts(target());
    }

    /// Notes that Bedrock did not count.
    ///
    /// @param never whether it does not for this model, rather than that it could not
    public void uncounted(boolean never) {
        services.fitter().doesNotCount(target(), never);
    }

    /// An answer for which nobody is asked.
    public <T> Multi<T> unasked(Work work, Uni<T> answer) {
        progress.asking(work, false);
        return answer.toMulti();
    }

    /// The answer as it comes, event by event. A model that cannot stream tells its whole answer at once.
    ///
    /// @param read what the reader of the request adapted
    public Multi<ChatEvent> stream(ChatRequest request, List<Adaptation> read, Timers timers) {
        var asking = fittings(request, true, read);
        Function<ChatRequest, Multi<ChatEvent>> whole = asked ->
                lane().converse(destination(), asked).map(heard::whole).onItem().transformToMulti(Heard::told);
        Function<ChatRequest, Multi<ChatEvent>> streamed =
                asked -> lane().converseStream(destination(), asked).map(heard::event);
        return supervised(
                Work.CHAT,
                true,
                () -> asking.now().stream(target().streaming() ? streamed : whole, whole),
                Inspectors.EVENTS,
                timers);
    }

    private Fittings fittings(ChatRequest request, boolean stream, List<Adaptation> read) {
        var fittings = new Fittings(services.fitter(), mode, this::target, request, stream, read, asked);
        adapted = fittings::adaptations;
        return fittings;
    }

    /// The answer in one piece: one item.
    public Multi<Fold.Outcome> reply(ChatRequest request, List<Adaptation> read, Timers timers) {
        var asking = fittings(request, false, read);
        return supervised(
                Work.CHAT,
                false,
                () -> asking.now()
                        .reply(asked -> lane().converse(destination(), asked).map(heard::whole))
                        .toMulti(),
                Inspectors.WHOLE,
                timers);
    }

    /// The answer as Bedrock's own frames.
    ///
    /// @param reader knows the end among the frames
    public <T> Multi<RawItem<T>> rawStream(
            Work work,
            Operation operation,
            Map<String, String> headers,
            OutgoingBody body,
            RawReader<T> reader,
            Timers timers) {
        var inspector = new RawInspector<>(reader);
        Function<byte[], Multi<RawItem<T>>> sending = json ->
                lane().rawStream(destination(), operation, headers, json).map(event -> inspector.read(event, opened));
        return supervised(work, true, () -> body.send(sending, RawItem::failure), inspector, timers);
    }

    /// The answer as Bedrock's own body: one item.
    public Multi<RawAnswer> raw(
            Work work, Operation operation, Map<String, String> headers, OutgoingBody body, Timers timers) {
        Function<byte[], Multi<RawAnswer>> sending = json ->
                lane().raw(destination(operation), operation, headers, json).toMulti();
        return supervised(work, false, () -> body.send(sending, RawAnswer::problem), Inspectors.RAW_WHOLE, timers);
    }

    /// What a failure of this call means to its caller, who may have to be told what would work.
    public Failure explained(Failure failure) {
        return route.explained(failure);
    }

    /// Words of Bedrock's as the caller may read them.
    public String discreet(String words) {
        return Discretion.words(ask.caller(), words);
    }

    /// Has the ending told to one more listener, after those of the process. It must be quick and may not throw.
    public void onEnd(Consumer<Ending> listener) {
        ended = ended.andThen(listener);
    }

    /// Gives back what a body of Bedrock's held, when nobody has any more use for it before the end of the call.
    public void letGo(RawAnswer.Answered answer) {
        memory.give((long) Body.TIMES_A_BYTE * answer.body().length());
    }

    /// Work on whole answers, large or not.
    ///
    /// @param size of them together
    public <T> Uni<T> worked(long size, Supplier<T> work) {
        return LargeWork.of(size, memory, work);
    }

    /// Has what the request holds given back as soon as nobody needs it any more: it is sent again until the first
    /// event of a streamed answer, or until the end.
    public void asks(MemoryShare share) {
        asked = share;
        progress.onBegin(share::close);
        onEnd(_ -> share.close());
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
        close(WriteOutcome.WRITTEN);
    }

    /// Tells the ending and gives the call's place back. The first time counts.
    public void close(WriteOutcome parting) {
        if (closed) {
            return;
        }
        closed = true;
        memory.close();
        var ending = progress.ending(
                ask, target(), adaptations(), parting, opened == null ? null : opened.requestId(), routed());
        try {
            route.ended(ending);
            services.listener().ended(ending);
            ended.accept(ending);
        } finally {
            services.calls().leave();
        }
    }

    private <T> Multi<T> supervised(
            Work work, boolean streamed, Supplier<Multi<T>> attempt, ItemInspector<T> judge, Timers timers) {
        progress.asking(work, streamed);
        var tries = route.tries(services.rules(), work, streamed);
        Supplier<Multi<T>> sending = () -> {
            opened = route.follow(tries) ? null : opened;
            return attempt.get();
        };
        return new Supervised<>(sending, judge, services.rules(), tries, timers, services.calls(), progress, route);
    }

    private RuntimeLane lane() {
        return services.lane();
    }

    private Destination destination() {
        return destination(target().invocationId());
    }

    /// CountTokens wants the bare model id, even of a model that is invoked by a profile only.
    private Destination destination(Operation operation) {
        var model = target().modelId();
        return operation == Operation.COUNT_TOKENS && model != null ? destination(model) : destination();
    }

    private Destination destination(String id) {
        return new Destination(target().region(), id, head -> opened = head, asked, memory, route.connect());
    }
}
