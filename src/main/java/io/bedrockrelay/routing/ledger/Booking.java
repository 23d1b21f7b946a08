package io.bedrockrelay.routing.ledger;

import io.bedrockrelay.chat.answer.Usage;
import org.jspecify.annotations.Nullable;

/// What one try has reserved. Settled or given back once; the first time counts. Thread-safe.
public interface Booking {
    /// Of a target without a quota that is known.
    Booking NONE = new Booking() {
        @Override
        public void settle(@Nullable Usage usage) {}

        @Override
        public void giveBack() {}
    };

    /// The answer is over.
    ///
    /// @param usage null where nobody knows it; then everything that was reserved is taken for used
    void settle(@Nullable Usage usage);

    /// Bedrock has not worked on it.
    void giveBack();
}
