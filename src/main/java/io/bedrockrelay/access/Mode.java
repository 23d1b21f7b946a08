package io.bedrockrelay.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A way to be let in.
public enum Mode {
    /// With a relay key of the keys file.
    KEYS,
    /// With a token of an identity provider.
    OIDC,
    /// Without anything.
    OPEN;

    /// The name used in configuration.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(label))
                .findFirst();
    }
}
