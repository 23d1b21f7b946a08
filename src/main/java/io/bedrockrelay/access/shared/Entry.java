package io.bedrockrelay.access.shared;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.Limits;
import io.bedrockrelay.access.limit.Admission;
import io.bedrockrelay.access.limit.LimitStatus;
import io.bedrockrelay.access.limit.Reservation;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/// One call in the books that Redis keeps: what the scripts are asked, and what their answers mean. Immutable.
///
/// @param keys of the caller; one hash tag, so that a cluster keeps them on one node
/// @param lease the call's own name among those under way
record Entry(Limits limits, List<String> keys, long tokens, String lease, Instant now) {
    /// How long a call counts as under way after its replica was last heard of.
    static final Duration LEASE = Duration.ofMinutes(3);

    /// More than any call can use, and few enough digits for Lua to write them out.
    private static final long MOST_TOKENS = 1L << 40;
    /// Where the five counts, and the five verdicts, begin in the answer.
    private static final int COUNTS = 2;
    private static final int ROOM = 7;

    /// Nobody knows when a call will end.
    private static final Duration GUESS = Duration.ofSeconds(1);

    static Entry of(String prefix, Caller caller, long tokens, Instant now) {
        // A key and a user may have the same name.
        var start = prefix + ":{" + caller.kind() + ":" + caller.name() + "}:";
        return new Entry(
                caller.grant().limits(),
                List.of(start + "requests", start + "tokens", start + "leases", start + "spent"),
                Math.min(tokens, MOST_TOKENS),
                UUID.randomUUID().toString(),
                now);
    }

    String leases() {
        return keys.get(2);
    }

    List<String> toAdmit() {
        return arguments(Long.toString(LEASE.toMillis()));
    }

    /// @param second of Redis at the admission
    List<String> toSettle(OptionalLong used, long second) {
        long counted = used.isPresent() ? Math.clamp(used.getAsLong(), 0, MOST_TOKENS) : -1;
        var arguments = arguments(Long.toString(counted));
        arguments.add(Long.toString(second));
        return arguments;
    }

    private List<String> arguments(String eighth) {
        var arguments = new ArrayList<String>();
        for (var limit : Limit.values()) {
            arguments.add(Long.toString(limits.of(limit).orElse(0)));
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        arguments.addAll(List.of(
                Long.toString(tokens),
                lease,
                eighth,
                Long.toString(today.toEpochDay()),
                Long.toString(ChronoUnit.MONTHS.between(LocalDate.EPOCH, today))));
        return arguments;
    }

    Admission admission(Response answer, Reservation reservation) {
        var standings = new ArrayList<LimitStatus>();
        Limit worst = null;
        var longest = Duration.ZERO;
        int place = -1;
        for (var limit : Limit.values()) {
            place++;
            if (limits.of(limit).isEmpty()) {
                continue;
            }
            long most = limits.of(limit).getAsLong();
            long used = number(answer, COUNTS + place);
            standings.add(new LimitStatus(limit, most, Math.max(0, most - used), reset(answer, limit, used)));
            if (number(answer, ROOM + place) == 0) {
                var wait = amount(limit) > most ? ChronoUnit.FOREVER.getDuration() : wait(answer, limit);
                if (worst == null || wait.compareTo(longest) > 0) {
                    worst = limit;
                    longest = wait;
                }
            }
        }
        return worst == null
                ? new Admission.Admitted(reservation, standings)
                : new Admission.Limited(
                        worst,
                        limits.of(worst).orElseThrow(),
                        longest.equals(ChronoUnit.FOREVER.getDuration()) ? null : longest,
                        standings);
    }

    static long second(Response answer) {
        return number(answer, 1);
    }

    private long amount(Limit limit) {
        return limit.ofTokens() ? tokens : 1;
    }

    private Duration wait(Response answer, Limit limit) {
        return switch (limit) {
            case REQUESTS_PER_MINUTE -> Duration.ofMillis(number(answer, 12));
            case TOKENS_PER_MINUTE -> Duration.ofMillis(number(answer, 13));
            case CONCURRENT_STREAMS -> GUESS;
            case TOKENS_PER_DAY, TOKENS_PER_MONTH -> untilNext(limit);
        };
    }

    private Duration reset(Response answer, Limit limit, long used) {
        return switch (limit) {
            case REQUESTS_PER_MINUTE -> Duration.ofMillis(number(answer, 14));
            case TOKENS_PER_MINUTE -> Duration.ofMillis(number(answer, 15));
            case CONCURRENT_STREAMS -> used == 0 ? Duration.ZERO : GUESS;
            case TOKENS_PER_DAY, TOKENS_PER_MONTH -> used == 0 ? Duration.ZERO : untilNext(limit);
        };
    }

    private Duration untilNext(Limit limit) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var next = limit == Limit.TOKENS_PER_DAY
                ? today.plusDays(1)
                : YearMonth.from(today).plusMonths(1).atDay(1);
        return Duration.between(now, next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /// Whether one of these limits is a budget, or a rate.
    boolean hasAny(Limit... wanted) {
        return Arrays.stream(wanted).anyMatch(limit -> limits.of(limit).isPresent());
    }

    private static long number(Response answer, int place) {
        return Objects.requireNonNull(answer.get(place).toLong());
    }
}
