package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.bedrock.request.RequestSize;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.fit.Fit;
import io.bedrockrelay.fit.Fitting;
import io.bedrockrelay.fit.answer.AnswerFitting;
import io.bedrockrelay.fit.answer.AnswerPlan;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.memory.LargeWork;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.memory.MemoryShare;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on the way to its model: fitted, sent, and, where Bedrock refuses it before the answer for something
/// that can be left out, fitted anew and sent again, at most twice. What was so found out is learnt once the model
/// answers without it. One per call, on the call's thread; a retry of the call starts from what was found out so far.
public final class FittedRequest {
    private static final Logger LOG = Logger.getLogger(FittedRequest.class);
    private static final int MOST_REPEATS = 2;

    private final Fitter fitter;
    private final Mode mode;
    private final Target target;
    private final ChatRequest asked;
    private final boolean stream;
    private final List<Adaptation> read;
    private MemoryShare memory = MemoryBudget.UNLIMITED.share();
    private Learnt learnt;
    private List<Adaptation> adaptations;
    private @Nullable Failure refused;

    /// @param asked as the caller's dialect was read
    /// @param read what the reader adapted
    public FittedRequest(
            Fitter fitter, Mode mode, Target target, ChatRequest asked, boolean stream, List<Adaptation> read) {
        this.fitter = fitter;
        this.mode = mode;
        this.target = target;
        this.asked = asked;
        this.stream = stream;
        this.read = read;
        this.learnt = mode == Mode.FIT ? fitter.learnt(target) : Learnt.NOTHING;
        this.adaptations = read;
    }

    /// Whether it is fitted to what is called now.
    public boolean isFor(Target called) {
        return target.equals(called);
    }

    /// The same of a request that may be too large for an event loop to fit.
    ///
    /// @param memory what the request holds
    public FittedRequest holding(MemoryShare memory) {
        this.memory = memory;
        return this;
    }

    /// What was adapted of the request that was sent last, that of its reader first.
    public List<Adaptation> adaptations() {
        return adaptations;
    }

    /// The request as it goes out, or why it cannot.
    public Fit fit() {
        if (mode == Mode.STRICT) {
            return new Fit.Fitted(asked, List.of(), AnswerPlan.NONE, false);
        }
        return Fitting.of(asked, stream, fitter.traits(target), learnt);
    }

    /// The answer event by event. Each call is a sending of its own.
    ///
    /// @param whole asks for a whole answer, for models that cannot stream what is asked
    public Multi<ChatEvent> stream(
            Function<ChatRequest, Multi<ChatEvent>> streamed, Function<ChatRequest, Multi<ChatEvent>> whole) {
        return fitted().onItem().transformToMulti(fit -> answered(fit, streamed, whole));
    }

    /// A schema of tools alone may have megabytes.
    private Uni<Fit> fitted() {
        return LargeWork.of(RequestSize.of(asked), memory, this::fit);
    }

    private Multi<ChatEvent> answered(
            Fit fit, Function<ChatRequest, Multi<ChatEvent>> streamed, Function<ChatRequest, Multi<ChatEvent>> whole) {
        return switch (fit) {
            case Fit.Refused(Failure.Invalid failure) -> Multi.createFrom().item(new ChatEvent.Failed(failure));
            case Fit.Fitted fitted -> {
                sends(fitted);
                var answer = (fitted.whole() ? whole : streamed).apply(fitted.request());
                if (mode == Mode.STRICT) {
                    yield answer;
                }
                yield fitted(fitted.answer(), answer.map(new FirstEvent(fitted)))
                        .onFailure(Taught.class)
                        .recoverWithMulti(_ -> stream(streamed, whole));
            }
        };
    }

    /// The answer in one piece.
    public Uni<Fold.Outcome> reply(Function<ChatRequest, Uni<Fold.Outcome>> whole) {
        return fitted().flatMap(fit -> answered(fit, whole));
    }

    private Uni<Fold.Outcome> answered(Fit fit, Function<ChatRequest, Uni<Fold.Outcome>> whole) {
        return switch (fit) {
            case Fit.Refused(Failure.Invalid failure) -> Uni.createFrom().item(new Fold.Outcome.Failed(failure));
            case Fit.Fitted fitted -> {
                sends(fitted);
                var answer = whole.apply(fitted.request());
                yield mode == Mode.STRICT ? answer : answer.flatMap(outcome -> replied(outcome, fitted, whole));
            }
        };
    }

    private Uni<Fold.Outcome> replied(
            Fold.Outcome outcome, Fit.Fitted fitted, Function<ChatRequest, Uni<Fold.Outcome>> whole) {
        return switch (outcome) {
            case Fold.Outcome.Whole(var reply) -> {
                answered();
                yield Uni.createFrom().item(new Fold.Outcome.Whole(AnswerFitting.of(fitted.answer(), reply)));
            }
            case Fold.Outcome.Failed(Failure failure) ->
                teaches(failure, fitted)
                        ? reply(whole)
                        : Uni.createFrom().item(new Fold.Outcome.Failed(toldInstead(failure)));
        };
    }

    private void sends(Fit.Fitted fitted) {
        if (!fitted.adaptations().isEmpty()) {
            var all = new ArrayList<>(read);
            all.addAll(fitted.adaptations());
            adaptations = List.copyOf(all);
        } else {
            adaptations = read;
        }
    }

    /// Whether the request is worth another sending, without what was refused.
    private boolean teaches(Failure failure, Fit.Fitted sent) {
        var lesson = fitter.lesson(failure);
        if (lesson.isEmpty() || learnt.repeats().size() == MOST_REPEATS) {
            return false;
        }
        var next = learnt.repeatedWith(lesson.get());
        boolean changed = Fitting.of(asked, stream, fitter.traits(target), next) instanceof Fit.Fitted fitted
                && !fitted.request().equals(sent.request());
        if (changed) {
            learnt = next;
            if (refused == null) {
                refused = failure;
            }
        }
        return changed;
    }

    private void answered() {
        if (refused != null) {
            refused = null;
            learnt.repeats().forEach(lesson -> fitter.learn(target, lesson));
        }
    }

    /// A caller whose request was refused again has asked for what was refused first; a failure of another kind is
    /// told as it is.
    private Failure toldInstead(Failure failure) {
        var first = refused;
        if (first == null || !(failure instanceof Failure.Rejected || failure instanceof Failure.AccessDenied)) {
            return failure;
        }
        LOG.warnf(
                "%s in %s refused a request that was sent again without what it had refused (%s); nothing is learnt.",
                target.modelId(), target.region(), learnt.repeats());
        return first;
    }

    private static Multi<ChatEvent> fitted(AnswerPlan plan, Multi<ChatEvent> answer) {
        return plan.equals(AnswerPlan.NONE)
                ? answer.map(new OneForOne())
                : answer.onItem().transformToIterable(new Several(plan));
    }

    /// Looks at the first event of an answer, which tells whether the request was taken.
    private final class FirstEvent implements UnaryOperator<ChatEvent> {
        private final Fit.Fitted sent;
        private boolean begun;

        FirstEvent(Fit.Fitted sent) {
            this.sent = sent;
        }

        @Override
        public ChatEvent apply(ChatEvent event) {
            if (begun) {
                return event;
            }
            begun = true;
            if (!(event instanceof ChatEvent.Failed(Failure failure))) {
                answered();
                return event;
            }
            if (teaches(failure, sent)) {
                throw new Taught();
            }
            return new ChatEvent.Failed(toldInstead(failure));
        }
    }

    /// Most answers only have their ending checked, event by event.
    private static final class OneForOne implements UnaryOperator<ChatEvent> {
        private final AnswerFitting fitting = new AnswerFitting(AnswerPlan.NONE, this::is);
        private ChatEvent told = new ChatEvent.Started();

        private void is(ChatEvent event) {
            told = event;
        }

        @Override
        public ChatEvent apply(ChatEvent event) {
            fitting.event(event);
            return told;
        }
    }

    private static final class Several implements Function<ChatEvent, List<ChatEvent>> {
        private final AnswerFitting fitting;
        private List<ChatEvent> told = new ArrayList<>();

        Several(AnswerPlan plan) {
            this.fitting = new AnswerFitting(plan, event -> told.add(event));
        }

        @Override
        public List<ChatEvent> apply(ChatEvent event) {
            fitting.event(event);
            var some = told;
            told = new ArrayList<>(4);
            return some;
        }
    }

    /// Ends an attempt whose refusal taught something. It never leaves this class.
    private static final class Taught extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Taught() {
            super("refused for something that can be left out", null, false, false);
        }
    }
}
