package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Decides whether a call is tried once more before its first item, and hears how each try went. One per supervised
/// answer, on the thread of its call. `begin` comes first and once; of each try then one of `after`, `begun` or `left`.
public interface Tries {

    /// Before the first try: null if it may go out, else why nothing is sent.
    @Nullable
    Failure begin();

    /// A try has failed before its first item.
    ///
    /// @param made tries so far
    /// @param ending whether there must be no other
    /// @return the pause before another try; null if the failure is to be told
    @Nullable
    Duration after(Failure failure, int made, boolean ending);

    /// The first item of the answer has come: there will be no other try.
    default void begun() {}

    /// The answer broke after that.
    default void broke(Failure failure) {}

    /// Nobody waits for the try any more. Nothing is known of it.
    default void left() {}

    /// After how long without a first item a try counts as late; null: never.
    default @Nullable Duration slow() {
        return null;
    }

    /// The try under way is late.
    default void late() {}

    /// Whether an earlier failure helps the caller more than the last.
    default boolean isWorthMore(Failure earlier, Failure last) {
        return false;
    }

    /// The same request to the same target, as long as the rules allow.
    static Tries plain(CallRules rules) {
        return new Tries() {
            @Override
            public @Nullable Failure begin() {
                return null;
            }

            @Override
            public @Nullable Duration after(Failure failure, int made, boolean ending) {
                return !ending && rules.allowRetry(failure, made) ? rules.pause(failure, made) : null;
            }
        };
    }
}
