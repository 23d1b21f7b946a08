package io.bedrockrelay.access.limit;

import io.bedrockrelay.access.Caller;
import java.util.concurrent.CompletionStage;

/// Keeps callers within their limits. One per process, thread-safe, never blocks.
public interface Limiter {

    /// Admits a call of a model, or tells when to come again.
    ///
    /// @param tokens what the call may use at most, see `Demand`; reserved until the call is settled
    /// @return never fails; where the count is kept in memory it is complete at once
    CompletionStage<Admission> admit(Caller caller, long tokens);

    /// Forgets what does not count any more. To be called now and then, say every minute.
    void tidy();
}
