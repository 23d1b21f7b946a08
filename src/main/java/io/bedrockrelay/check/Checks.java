package io.bedrockrelay.check;

import io.bedrockrelay.catalogue.view.Check;
import io.bedrockrelay.catalogue.view.CheckResults;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Calls models with a one-word prompt to see which really answer, and keeps what came of it. One run over many models
/// at a time. One per process; each check lives on the event loop of the request that asked for it.
@Singleton
public class Checks {
    private final CheckSettings settings;
    private final CheckResults book;
    private final InstantSource clock = InstantSource.system();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicInteger single = new AtomicInteger();

    Checks(CheckSettings settings, CheckResults book) {
        this.settings = settings;
        this.book = book;
    }

    /// What speaks against a run over that many models now, or null.
    @Nullable
    public Failure againstRun(int models) {
        if (models > settings.maxModels()) {
            return new Failure.Invalid(
                    null,
                    "These are " + models + " models, and a run calls " + settings.maxModels()
                            + " at most: narrow them by 'provider' or 'q', or raise 'relay.checks.max-models'.");
        }
        return running.get() ? busy("A run over many models is under way; start another when it has ended.") : null;
    }

    /// Calls every model of the list, a few at a time, once subscribed to; ends early if another run has begun since.
    /// Cancelling stops it.
    public Multi<CheckProgress> run(
            String region, List<String> models, Function<String, OpenResult> door, Timers timers) {
        return Multi.createFrom()
                .deferred(() -> running.compareAndSet(false, true)
                        ? begun(region, models, door, timers).onTermination().invoke(() -> running.set(false))
                        : Multi.createFrom().item(new CheckProgress.Ended(0, 0)));
    }

    private Multi<CheckProgress> begun(
            String region, List<String> models, Function<String, OpenResult> door, Timers timers) {
        var verified = new AtomicInteger();
        Multi<CheckProgress> first = Multi.createFrom().item(new CheckProgress.Begun(region, models.size()));
        Multi<CheckProgress> checks = Multi.createFrom()
                .iterable(models)
                .onItem()
                .transformToUni(model -> check(region, model, door.apply(model), timers)
                        .invoke(checked -> verified.addAndGet(checked.check().verified() ? 1 : 0))
                        .map(checked -> (CheckProgress) checked))
                .merge(settings.concurrency());
        Multi<CheckProgress> last =
                Multi.createFrom().item(() -> new CheckProgress.Ended(verified.get(), models.size() - verified.get()));
        return Multi.createBy().concatenating().streams(first, checks, last);
    }

    /// What speaks against one more check of a single model now, or null.
    @Nullable
    public Failure againstOne() {
        return single.get() >= settings.concurrency() ? busy("Enough checks are under way; try again shortly.") : null;
    }

    /// Calls one model once subscribed to.
    public Uni<CheckProgress.Checked> one(String region, String model, OpenResult opening, Timers timers) {
        return Uni.createFrom().deferred(() -> {
            single.incrementAndGet();
            return check(region, model, opening, timers).onTermination().invoke(single::decrementAndGet);
        });
    }

    private Uni<CheckProgress.Checked> check(String region, String model, OpenResult opening, Timers timers) {
        return switch (opening) {
            case OpenResult.Refused refused ->
                Uni.createFrom()
                        .item(noted(
                                region,
                                model,
                                new Probe.Outcome(null, refused.failure()).check(clock.instant(), null)));
            case OpenResult.Ready(var call) ->
                Probe.of(call, request(model), timers, settings.timeout())
                        .map(outcome -> noted(
                                region,
                                model,
                                outcome.check(clock.instant(), call.target().invocationId())));
        };
    }

    private CheckProgress.Checked noted(String region, String model, Check check) {
        if (!CheckFailureReason.RELAY.label().equals(check.reason())) {
            book.note(region, model, check);
        }
        return new CheckProgress.Checked(model, region, check);
    }

    private ChatRequest request(String model) {
        return new ChatRequest(
                model,
                null,
                List.of(),
                List.of(new Message(Role.USER, List.of(new Block.Text(settings.prompt())))),
                new Sampling(settings.maxTokens(), null, null, null, List.of()),
                List.of(),
                null,
                Settings.NONE);
    }

    private static Failure busy(String message) {
        return new Failure.Throttled(message, Duration.ofSeconds(5), null);
    }
}
