package io.bedrockrelay.routing.route;

import java.util.Locale;

/// How a candidate stands with this process.
public enum CandidateState {
    /// Nothing speaks against it.
    OK,
    /// Throttled so often, or so near its quota, that its equals are asked first.
    DIM,
    /// It failed: passed over but for one call now and then that finds out whether it is back.
    DARK,
    /// It refuses the model to the account: passed over for a while.
    QUARANTINED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word that answers and metrics use.
    public String label() {
        return label;
    }
}
