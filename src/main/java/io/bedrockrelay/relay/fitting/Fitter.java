package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.learn.Lessons;
import io.bedrockrelay.fit.learn.Place;
import io.bedrockrelay.fit.learn.Refusals;
import io.bedrockrelay.fit.learn.RememberedLessons;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import io.bedrockrelay.fit.traits.TraitsTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is known of models: the facts that come with the relay, and what Bedrock's refusals taught. One per process,
/// thread-safe; nothing here waits.
public final class Fitter {
    /// Bedrock's API that all translated requests go to.
    private static final String CONVERSE = "converse";
    /// The one that takes bodies in the model's own form.
    private static final String INVOKE = "invoke";
    /// The one that counts the tokens of a request.
    private static final String COUNT = "count-tokens";
    /// How long a model is not asked to count after it could not, for whatever reason.
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int ASSUMED_OUTPUT = 4_096;
    private static final int MOST_PAUSES = 1024;
    /// The words of a stream's own exceptions come with the status of the stream.
    private static final int IN_STREAM = 200;

    private final TraitsTable table;
    private final Refusals refusals;
    private final Lessons lessons;
    private final Lessons pauses = new RememberedLessons(Clock.systemUTC(), PAUSE, MOST_PAUSES);
    private final Mode mode;
    /// Only ids that the catalogue knows, so that it does not outgrow it by much.
    private final Map<String, Traits> known = new ConcurrentHashMap<>();

    public Fitter(TraitsTable table, Refusals refusals, Lessons lessons, Mode mode) {
        this.table = table;
        this.refusals = refusals;
        this.lessons = lessons;
        this.mode = mode;
    }

    /// What the site wants where nobody says otherwise.
    public Mode mode() {
        return mode;
    }

    /// Of a resource whose model is not known, nothing is.
    Traits traits(Target target) {
        var model = target.modelId();
        return model == null ? Traits.unknown(target.invocationId()) : known.computeIfAbsent(model, table::of);
    }

    /// Tokens that a model gives at most, or an assumption where that is not known.
    public int mostOutput(Target target) {
        int most = traits(target).manner().maxOutput();
        return most == 0 ? ASSUMED_OUTPUT : most;
    }

    Learnt learnt(Target target) {
        return lessons.of(place(target, CONVERSE));
    }

    void learn(Target target, Lesson lesson) {
        lessons.learn(place(target, CONVERSE), lesson);
    }

    /// The same of bodies in the model's own form.
    Learnt learntOfBody(Target target) {
        return lessons.of(place(target, INVOKE));
    }

    void learnOfBody(Target target, Lesson lesson) {
        lessons.learn(place(target, INVOKE), lesson);
    }

    /// Whether it is worth asking Bedrock to count the tokens of a request to this model.
    public boolean counts(Target target) {
        var place = place(target, COUNT);
        return !traits(target).refuses(Trait.COUNT_TOKENS)
                && lessons.of(place).lessons().isEmpty()
                && pauses.of(place).lessons().isEmpty();
    }

    /// Bedrock did not count.
    ///
    /// @param never whether it said that it does not for this model, rather than that it could not
    public void doesNotCount(Target target, boolean never) {
        (never ? lessons : pauses).learn(place(target, COUNT), new Lesson(Trait.COUNT_TOKENS, "no"));
    }

    /// How much is remembered of what Bedrock refused.
    public int remembered() {
        return lessons.size();
    }

    /// What a refusal of Bedrock's teaches; empty for every other failure.
    Optional<Lesson> lesson(Failure failure) {
        if (!(failure instanceof Failure.Rejected || failure instanceof Failure.AccessDenied)
                || failure.upstream() == null) {
            return Optional.empty();
        }
        int status = failure.upstream().status();
        return refusals.lesson(
                status == IN_STREAM && failure instanceof Failure.Rejected ? 400 : status, failure.message());
    }

    private static Place place(Target target, String surface) {
        return new Place(target.modelId() == null ? target.invocationId() : target.modelId(), target.region(), surface);
    }
}
