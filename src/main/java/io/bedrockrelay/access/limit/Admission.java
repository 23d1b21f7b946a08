package io.bedrockrelay.access.limit;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Limit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a call is within the limits of its caller.
public sealed interface Admission {

    /// One for each limit that the caller has, in the order of `Limit`.
    List<LimitStatus> standings();

    /// The call counts from now on.
    ///
    /// @param reservation to be settled at its end
    /// @param standings with this call
    record Admitted(Reservation reservation, List<LimitStatus> standings) implements Admission {
        public Admitted {
            standings = List.copyOf(standings);
        }
    }

    /// Nobody can tell: the count is out of reach, and this caller must not be served uncounted.
    ///
    /// @param retryAfter when to come again
    record Uncounted(Duration retryAfter) implements Admission {
        @Override
        public List<LimitStatus> standings() {
            return List.of();
        }
    }

    /// The call counts nowhere.
    ///
    /// @param limit the one that is used up for longest
    /// @param most its number
    /// @param retryAfter how long until it has room for this call; null: never, since the call alone asks for more
    /// @param standings without this call
    record Limited(Limit limit, long most, @Nullable Duration retryAfter, List<LimitStatus> standings)
            implements Admission {
        public Limited {
            standings = List.copyOf(standings);
        }

        /// Two sentences for the caller.
        public String message(Caller caller) {
            var subject = "The limit of %d %s of %s".formatted(most, limit.words(), caller.described());
            return retryAfter == null
                    ? subject + " is less than this request alone may use. Shorten it, or lower its max_tokens."
                    : subject + " is used up. Try again in %d s.".formatted(seconds(retryAfter));
        }

        /// For `Retry-After`: whole seconds, after which it is not too early.
        public static long seconds(Duration retryAfter) {
            return retryAfter.plusNanos(999_999_999).toSeconds();
        }
    }
}
