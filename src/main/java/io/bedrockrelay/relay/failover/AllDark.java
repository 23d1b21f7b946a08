package io.bedrockrelay.relay.failover;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.CandidateState;
import io.bedrockrelay.routing.route.RouteWalk;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;

/// What is told at once where no candidate may be asked: why, and when it is worth another try.
final class AllDark {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private AllDark() {}

    static Failure failure(RouteWalk walk, CandidateMemory memory, InstantSource clock) {
        var now = clock.instant();
        var places = new LinkedHashSet<String>();
        for (var candidate : walk.plan().candidates()) {
            var standing = memory.standing(candidate.id());
            if (standing.state() == CandidateState.DARK || standing.state() == CandidateState.QUARANTINED) {
                places.add("%s: %s since %s"
                        .formatted(
                                candidate.id().place(),
                                standing.reason(),
                                TIME.format(now.minusNanos(standing.forNanos()))));
            }
        }
        long wait = TimeUnit.NANOSECONDS.toSeconds(walk.firstDue() + TimeUnit.SECONDS.toNanos(1) - 1);
        return new Failure.Unavailable(
                "Bedrock answers in no Region this request may use (" + String.join("; ", places) + ").",
                Duration.ofSeconds(Math.max(1, wait)),
                null);
    }
}
