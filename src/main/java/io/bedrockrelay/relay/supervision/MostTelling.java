package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import org.jspecify.annotations.Nullable;

/// An item that tells a failure: of those of several tries, the one that helps the caller most.
record MostTelling<T>(T item, Failure failure) {

    /// The one to keep, now that a try has failed after which another one follows.
    static <T> MostTelling<T> kept(@Nullable MostTelling<T> earlier, T item, Failure failure, Tries tries) {
        return earlier == null || tries.isWorthMore(failure, earlier.failure())
                ? new MostTelling<>(item, failure)
                : earlier;
    }

    /// The one to tell, now that there is no other try.
    static <T> MostTelling<T> told(@Nullable MostTelling<T> earlier, T item, Failure failure, Tries tries) {
        return earlier != null && tries.isWorthMore(earlier.failure(), failure)
                ? earlier
                : new MostTelling<>(item, failure);
    }
}
