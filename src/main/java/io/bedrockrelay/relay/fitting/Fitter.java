package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.learn.Lessons;
import io.bedrockrelay.fit.learn.Place;
import io.bedrockrelay.fit.learn.Refusals;
import io.bedrockrelay.fit.traits.Traits;
import io.bedrockrelay.fit.traits.TraitsTable;
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
    /// The words of a stream's own exceptions come with the status of the stream.
    private static final int IN_STREAM = 200;

    private final TraitsTable table;
    private final Refusals refusals;
    private final Lessons lessons;
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
