package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.traits.Trait;
import io.smallrye.mutiny.Multi;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One body in its model's own form on the way there: sent, and, where Bedrock refuses it before the answer for
/// something that can be left out, sent again without, at most twice. What was so found out is learnt once the model
/// answers without it. One per call, on the call's thread; a retry of the call starts from what was found out so far.
public final class FittedBody implements OutgoingBody {
    private static final Logger LOG = Logger.getLogger(FittedBody.class);
    private static final int MOST_REPEATS = 2;
    /// More than any client asks for at once. A body may name a million betas, of which nobody shall be taught.
    private static final int MOST_LESSONS = 64;

    private final Fitter fitter;
    private final Mode mode;
    private final Supplier<Target> called;
    private final OwnBody body;
    private Target target;
    private Learnt learnt;
    private int repeats;
    private OwnBody.Form.Body sent;
    private @Nullable Object refused;

    /// @param asked the body as it is sent first
    private FittedBody(
            Fitter fitter, Mode mode, Supplier<Target> called, OwnBody body, Learnt learnt, OwnBody.Form.Body asked) {
        this.fitter = fitter;
        this.mode = mode;
        this.called = called;
        this.target = called.get();
        this.body = body;
        this.learnt = learnt;
        this.sent = asked;
    }

    /// Null where the body is one that cannot be sent at all.
    ///
    /// @param called what is called at the moment: always the same model, in one Region or another
    public static @Nullable FittedBody of(Fitter fitter, Mode mode, Supplier<Target> called, OwnBody body) {
        var learnt = mode == Mode.FIT ? fitter.learntOfBody(called.get()) : Learnt.NOTHING;
        return body.form(learnt) instanceof OwnBody.Form.Body asked
                ? new FittedBody(fitter, mode, called, body, learnt, asked)
                : null;
    }

    /// Another Region may have refused other things before.
    private void turn() {
        var now = called.get();
        if (now.equals(target)) {
            return;
        }
        target = now;
        var there = mode == Mode.FIT ? fitter.learntOfBody(now) : Learnt.NOTHING;
        if (body.form(there) instanceof OwnBody.Form.Body other) {
            learnt = there;
            sent = other;
            refused = null;
        }
    }

    /// What was adapted of the body that was sent last.
    public List<Adaptation> adaptations() {
        return sent.adaptations();
    }

    @Override
    public <T> Multi<T> send(Function<byte[], Multi<T>> sending, Function<T, @Nullable Failure> failure) {
        turn();
        var answer = sending.apply(sent.json());
        return mode == Mode.STRICT
                ? answer
                : answer.map(new First<>(failure))
                        .onFailure(Taught.class)
                        .recoverWithMulti(_ -> send(sending, failure));
    }

    /// Whether the body is worth another sending, without what was refused.
    private boolean teaches(Failure failure) {
        var upstream = failure.upstream();
        if (!(failure instanceof Failure.Rejected) || upstream == null || repeats == MOST_REPEATS) {
            return false;
        }
        var lessons = body.lessons(failure.message());
        if (lessons.isEmpty() || lessons.size() > MOST_LESSONS) {
            return false;
        }
        var next = learnt;
        for (var lesson : lessons) {
            next = next.repeatedWith(new Lesson(Trait.REFUSED_FIELDS, lesson));
        }
        if (!(body.form(next) instanceof OwnBody.Form.Body other) || Arrays.equals(other.json(), sent.json())) {
            return false;
        }
        learnt = next;
        sent = other;
        repeats++;
        return true;
    }

    private void answered() {
        if (refused != null) {
            refused = null;
            learnt.repeats().forEach(lesson -> fitter.learnOfBody(target, lesson));
        }
    }

    /// Looks at the first item of an answer, which tells whether the body was taken.
    private final class First<T> implements UnaryOperator<T> {
        private final Function<T, @Nullable Failure> failures;
        private boolean begun;

        First(Function<T, @Nullable Failure> failures) {
            this.failures = failures;
        }

        @Override
        public T apply(T item) {
            if (begun) {
                return item;
            }
            begun = true;
            var failure = failures.apply(item);
            if (failure == null) {
                answered();
                return item;
            }
            if (teaches(failure)) {
                if (refused == null) {
                    refused = item;
                }
                throw new Taught();
            }
            return toldInstead(item, failure);
        }

        /// A caller whose body was refused again has asked for what was refused first; a failure of another kind is
        /// told as it is.
        @SuppressWarnings("unchecked") // All items of one call are of one kind.
        private T toldInstead(T item, Failure failure) {
            var first = (T) refused;
            if (first == null || !(failure instanceof Failure.Rejected) || body.isTold(failure.message())) {
                return item;
            }
            LOG.warnf(
                    "%s in %s refused a body that was sent again without what it had refused (%s); nothing is learnt.",
                    target.modelId(), target.region(), learnt.repeats());
            return first;
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
