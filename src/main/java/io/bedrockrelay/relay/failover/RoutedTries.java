package io.bedrockrelay.relay.failover;

import io.bedrockrelay.bedrock.exchange.Unreached;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.relay.supervision.Tries;
import io.bedrockrelay.routing.ledger.Booking;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.Permit;
import io.bedrockrelay.routing.route.RouteWalk;
import io.bedrockrelay.routing.route.TryOutcome;
import io.bedrockrelay.routing.route.TryReport;
import io.bedrockrelay.routing.route.TryVerdict;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The tries of one answer along its route. What a try says of its candidate is remembered for all calls.
public final class RoutedTries implements Tries {
    private static final Logger LOG = Logger.getLogger(RoutedTries.class);

    private final RouteWalk walk;
    private final CandidateMemory memory;
    private final MoveRules moves;
    private final Routed told;
    private final Reservations reservations;
    private final boolean streamed;
    private final boolean warm;
    private final BooleanSupplier settled;
    private @Nullable Candidate current;
    private Permit permit = Permit.NONE;
    private boolean repeated;
    private boolean denied;
    private boolean moved;
    private boolean finding;
    private Booking booking = Booking.NONE;

    /// @param told notes the tries
    /// @param reservations what it takes of quotas
    /// @param streamed whether an answer begins long before it ends, so that a late beginning says something
    /// @param promptTokens as far as they can be estimated
    /// @param settled whether the caller has been told by now who answers, so that nobody else can
    public RoutedTries(
            RouteWalk walk,
            CandidateMemory memory,
            MoveRules moves,
            Routed told,
            Reservations reservations,
            boolean streamed,
            long promptTokens,
            BooleanSupplier settled) {
        this.walk = walk;
        this.memory = memory;
        this.moves = moves;
        this.told = told;
        this.reservations = reservations;
        this.streamed = streamed;
        this.settled = settled;
        this.warm = promptTokens >= moves.stake();
    }

    /// The candidate of the try under way, or of the last one.
    public Candidate current() {
        return current == null ? walk.plan().home() : current;
    }

    @Override
    public @Nullable Failure begin() {
        var step = walk.next();
        if (step == null) {
            finding = true;
            step = walk.nextOfAllDark();
        }
        if (step == null) {
            return AllDark.failure(walk, memory, moves.clock());
        }
        take(step);
        return null;
    }

    @Override
    public @Nullable Duration after(Failure failure, int made, boolean ending) {
        if (ending) {
            left();
            return null;
        }
        if (!(failure instanceof Failure.TimedOut)) {
            // After a time limit Bedrock may be at work still.
            booking.giveBack();
        }
        var verdict = TryVerdict.of(failure, unreached(failure));
        var failed = current();
        report(verdict, failure);
        if (made >= moves.rules().attempts() || finding) {
            return null;
        }
        var pause = repeats(verdict, failure);
        if (pause != null) {
            var again = walk.again(failed);
            if (again != null) {
                repeated = true;
                return spend(again) ? pause : null;
            }
        }
        boolean leaves = verdict.moves() && !(denied && verdict.counts() == TryOutcome.DENIED);
        denied |= verdict.counts() == TryOutcome.DENIED;
        var next = leaves && !settled.getAsBoolean() ? walk.next() : null;
        if (next != null) {
            moved = true;
            return spend(next) ? Duration.ZERO : null;
        }
        return moved ? null : asBefore(failed, failure, made);
    }

    /// Whether the same candidate is asked once more before another one is, and after which pause; null if not.
    private @Nullable Duration repeats(TryVerdict verdict, Failure failure) {
        if (repeated) {
            return null;
        }
        return switch (verdict.again()) {
            case NO -> null;
            case AT_ONCE -> Duration.ZERO;
            case IF_WARM -> {
                var pause = moves.rules().pause(failure, 1);
                yield warm && pause.compareTo(moves.patience()) <= 0 ? pause : null;
            }
        };
    }

    /// Where there is nobody else, the rules of a call without a route hold.
    private @Nullable Duration asBefore(Candidate failed, Failure failure, int made) {
        var again = walk.again(failed);
        if (again == null) {
            return null;
        }
        if (!moves.rules().allowRetry(failure, made)) {
            memory.leave(failed.id(), again.permit());
            return null;
        }
        take(again);
        return moves.rules().pause(failure, made);
    }

    private boolean spend(RouteWalk.Step step) {
        if (moves.rules().budget().spend()) {
            take(step);
            return true;
        }
        memory.leave(step.candidate().id(), step.permit());
        return false;
    }

    private void take(RouteWalk.Step step) {
        current = step.candidate();
        permit = step.permit();
        told.sent(step.candidate());
        booking = reservations.book(step.candidate());
        told.booked(booking);
    }

    @Override
    public void begun() {
        tell(TryReport.GOOD);
    }

    @Override
    public void broke(Failure failure) {
        if (current == null) {
            return;
        }
        var verdict = TryVerdict.of(failure, unreached(failure));
        if (verdict.counts() == TryOutcome.FAILED) {
            memory.report(current.id(), Permit.FREE, TryReport.BROKE_OFF);
        }
    }

    @Override
    public void left() {
        if (current != null) {
            memory.leave(current.id(), permit);
            permit = Permit.NONE;
        }
    }

    /// A whole answer comes when the model has thought to its end, which may take minutes and says nothing.
    @Override
    public @Nullable Duration slow() {
        return streamed ? moves.slow() : null;
    }

    @Override
    public void late() {
        tell(TryReport.LATE);
    }

    @Override
    public boolean isWorthMore(Failure earlier, Failure last) {
        return weight(last) > 0 && weight(earlier) > weight(last);
    }

    /// What a caller can act on comes first. Nothing for a failure that only the last try could give.
    private static int weight(Failure failure) {
        return switch (failure) {
            case Failure.AccessDenied _ -> 3;
            case Failure.Throttled _ -> 2;
            case Failure.Unavailable _, Failure.Broken _, Failure.TimedOut _ -> 1;
            case Failure.Invalid _, Failure.Rejected _, Failure.Unauthenticated _, Failure.Forbidden _ -> 0;
            case Failure.NotFound _, Failure.UnknownModel _, Failure.UnusableModel _, Failure.TooLarge _ -> 0;
            case Failure.Overloaded _, Failure.Internal _ -> 0;
        };
    }

    private void report(TryVerdict verdict, Failure failure) {
        var counts = verdict.counts();
        if (counts == null) {
            // The candidate has answered, or was never asked.
            left();
            return;
        }
        if (counts == TryOutcome.DENIED && permit != Permit.NONE) {
            LOG.warnf(
                    "%s is refused to the relay's account in %s (%s); it is passed over there for 15 minutes.",
                    current().id().invocationId(), current().id().place(), reason(failure));
        }
        tell(new TryReport(counts, verdict.connect(), failure.retryAfter(), verdict.dimFor(), reason(failure)));
    }

    private void tell(TryReport report) {
        var candidate = current;
        if (candidate != null && permit != Permit.NONE) {
            memory.report(candidate.id(), permit, report);
            permit = Permit.NONE;
            told.became(candidate, report.outcome());
        }
    }

    private static String reason(Failure failure) {
        var upstream = failure.upstream();
        if (upstream != null) {
            return upstream.status() + " " + upstream.type();
        }
        var words = Objects.requireNonNullElse(failure.message(), "");
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static TryVerdict.Unreached unreached(Failure failure) {
        return switch (failure) {
            case Failure.TimedOut late when Unreached.isUnconnected(late) -> TryVerdict.Unreached.NO_CONNECTION;
            case Failure.Unavailable it when it.upstream() != null -> TryVerdict.Unreached.NOT;
            case Failure.Unavailable it when Unreached.isUnasked(it) -> TryVerdict.Unreached.UNASKED;
            case Failure.Unavailable it when Unreached.isBroken(it) -> TryVerdict.Unreached.BROKEN;
            case Failure.Unavailable _ -> TryVerdict.Unreached.NO_CONNECTION;
            default -> TryVerdict.Unreached.NOT;
        };
    }
}
