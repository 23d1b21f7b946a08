package io.bedrockrelay.routing.route;

import java.util.Locale;

/// What became of one try, as far as it says something of its candidate.
public enum TryOutcome {
    OK,
    THROTTLED,
    FAILED,
    DENIED,
    /// It took so long to begin that its candidate is held for ill, whatever came of it.
    SLOW;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word that headers, logs and metrics use.
    public String label() {
        return label;
    }
}
