package io.bedrockrelay.routing.route;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a failure before the first event means: for the call, and for its candidate.
///
/// @param again whether the same candidate may be worth another try at once, and why
/// @param moves whether another candidate may answer instead
/// @param counts what it says of the candidate; null where it says nothing
/// @param connect whether the candidate was not even reached
/// @param dimFor for how long the candidate counts as dim; null: by its share of throttled tries alone
public record TryVerdict(
        Again again,
        boolean moves,
        @Nullable TryOutcome counts,
        boolean connect,
        @Nullable Duration dimFor) {

    /// Whether the same candidate is asked once more before another one is.
    public enum Again {
        NO,
        /// Once, if the cache that waits there is worth the wait.
        IF_WARM,
        /// Once: the connection may have been an old one that had ended long before.
        AT_ONCE
    }

    /// How a call got no answer at all.
    public enum Unreached {
        /// Something answered.
        NOT,
        /// No connection came about.
        NO_CONNECTION,
        /// A connection ended before anything was said.
        BROKEN,
        /// The relay itself could not ask.
        UNASKED
    }

    private static final Duration A_DAY_LASTS = Duration.ofMinutes(15);
    /// What AWS answers to an identity that it does not take, wherever and whatever is asked.
    private static final Set<String> IDENTITY = Set.of(
            "UnrecognizedClientException",
            "ExpiredTokenException",
            "ExpiredToken",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "InvalidClientTokenId");

    private static final TryVerdict STAYS = new TryVerdict(Again.NO, false, null, false, null);
    private static final TryVerdict FAILED = new TryVerdict(Again.NO, true, TryOutcome.FAILED, false, null);
    private static final TryVerdict UNREACHED = new TryVerdict(Again.NO, true, TryOutcome.FAILED, true, null);
    private static final TryVerdict BROKEN = new TryVerdict(Again.AT_ONCE, true, TryOutcome.FAILED, true, null);

    /// @param unreached how far the request got, where nothing answered
    public static TryVerdict of(Failure failure, Unreached unreached) {
        return switch (failure) {
            case Failure.Throttled throttled -> throttled(throttled);
            case Failure.Unavailable unavailable -> unavailable(unavailable, unreached);
            // It ended, or could not be read, before anything was told.
            case Failure.Broken _ -> BROKEN;
            case Failure.AccessDenied denied -> denied(denied);
            case Failure.TimedOut late ->
                unreached == Unreached.NO_CONNECTION
                        ? UNREACHED
                        // It may be billed, and would take as long again.
                        : new TryVerdict(Again.NO, false, TryOutcome.SLOW, false, null);
            case Failure.Invalid _, Failure.Rejected _, Failure.TooLarge _, Failure.NotFound _ -> STAYS;
            case Failure.UnknownModel _, Failure.UnusableModel _ -> STAYS;
            case Failure.Unauthenticated _, Failure.Forbidden _, Failure.Overloaded _, Failure.Internal _ -> STAYS;
        };
    }

    private static TryVerdict throttled(Failure.Throttled failure) {
        if (failure.upstream() == null) {
            // The relay's own limit.
            return STAYS;
        }
        boolean daily = failure.message().toLowerCase(Locale.ROOT).contains("per day");
        return new TryVerdict(
                daily ? Again.NO : Again.IF_WARM, true, TryOutcome.THROTTLED, false, daily ? A_DAY_LASTS : null);
    }

    private static TryVerdict unavailable(Failure.Unavailable failure, Unreached unreached) {
        var upstream = failure.upstream();
        if (upstream == null) {
            return switch (unreached) {
                case UNASKED -> STAYS;
                case BROKEN -> BROKEN;
                case NO_CONNECTION -> UNREACHED;
                case NOT -> FAILED;
            };
        }
        if (upstream.status() == 429) {
            return new TryVerdict(Again.NO, true, TryOutcome.THROTTLED, false, null);
        }
        return upstream.status() == 424 && upstream.isOfTheCaller() ? STAYS : FAILED;
    }

    private static TryVerdict denied(Failure.AccessDenied failure) {
        var upstream = failure.upstream();
        boolean identity = upstream == null || IDENTITY.contains(upstream.type());
        // Another account has another identity; the relay's own is the same in every Region.
        return identity
                ? new TryVerdict(Again.NO, false, TryOutcome.FAILED, false, null)
                : new TryVerdict(Again.NO, true, TryOutcome.DENIED, false, null);
    }
}
