package io.bedrockrelay.metrics;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.routing.Ask;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Endings of calls as a test needs them.
final class Endings {
    static final Ask ASK = new Ask(Caller.OPEN, "openai", "Whatever a client wrote", null, null, null);
    static final Target NOVA = target("amazon.nova-pro-v1:0");

    private Endings() {}

    static Target target(@Nullable String modelId) {
        return target(modelId, "us-east-1");
    }

    static Target target(@Nullable String modelId, String region) {
        return new Target(
                "Whatever a client wrote",
                region,
                modelId,
                modelId == null ? null : "Amazon",
                "arn:whatever",
                Scope.GEOGRAPHIC,
                List.of(),
                Target.MatchedAs.SHORT_NAME,
                false,
                false);
    }

    /// A stream of one second whose first event came after half of it.
    static Ending completed(Target target, @Nullable Usage usage) {
        return ending(target, Outcome.COMPLETED, null, usage, Duration.ofMillis(500));
    }

    static Ending failed(Outcome outcome, Failure failure, @Nullable Duration firstEvent) {
        return failed(NOVA, outcome, failure, firstEvent);
    }

    static Ending failed(Target target, Outcome outcome, Failure failure, @Nullable Duration firstEvent) {
        return ending(target, outcome, failure, null, firstEvent);
    }

    private static Ending ending(
            Target target,
            Outcome outcome,
            @Nullable Failure failure,
            @Nullable Usage usage,
            @Nullable Duration firstEvent) {
        return new Ending(
                ASK,
                target,
                Work.CHAT,
                true,
                List.of(),
                outcome,
                failure,
                usage,
                3,
                2,
                Duration.ofMillis(1),
                firstEvent,
                firstEvent == null ? null : Duration.ofNanos(200_000),
                Duration.ofSeconds(1),
                null);
    }
}
