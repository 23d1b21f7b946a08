package io.bedrockrelay.access.limit;

import java.util.OptionalLong;

/// What a call holds from its admission to its end. Must be settled once on every way a call can end; further
/// settlements change nothing, since an end and a cancellation may cross. Callable from any thread.
@FunctionalInterface
public interface Reservation {

    /// Of a caller without limits.
    Reservation NONE = _ -> {};

    /// Ends the call: its place is free again, and the tokens reserved are replaced by those used.
    ///
    /// @param tokens read and written, as Bedrock counted them; 0 where Bedrock did nothing; empty where nobody
    ///     knows, which counts the reservation
    void settle(OptionalLong tokens);
}
