package io.bedrockrelay.access.shared;

import java.util.Locale;

/// What becomes of calls while Redis cannot be asked.
public enum Outage {
    /// They go on; each replica counts them by itself meanwhile.
    OPEN,
    /// They are refused as `overloaded`, until Redis is back.
    CLOSED;

    /// The name used in configuration.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
