package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;

/// Which failures before the first event are worth another try: those that AWS calls retryable.
final class Retryable {
    private Retryable() {}

    static boolean test(Failure failure) {
        return switch (failure) {
            // A daily quota does not come back within a second.
            case Failure.Throttled throttled ->
                throttled.upstream() != null && throttled.upstream().cause() != Failure.Cause.DAILY_QUOTA;
            case Failure.Unavailable _ -> true;
            // The connection closed before anything was said, as a kept-alive one may: nothing was delivered yet.
            case Failure.Broken _ -> true;
            case Failure.TimedOut _, Failure.Invalid _, Failure.Rejected _, Failure.Unauthenticated _ -> false;
            case Failure.Forbidden _, Failure.NotFound _, Failure.UnknownModel _, Failure.UnusableModel _ -> false;
            case Failure.TooLarge _, Failure.AccessDenied _, Failure.Overloaded _, Failure.Internal _ -> false;
        };
    }
}
