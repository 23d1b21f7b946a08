package io.bedrockrelay.access;

import java.util.Locale;
import java.util.Optional;

/// What kinds of calls a caller may make. Neither includes the other.
public enum CallerRole {
    /// Talks to models.
    CHAT,
    /// Refreshes the catalogue, makes and deletes application profiles, runs checks.
    ADMIN;

    /// The name used in the keys file.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CallerRole> of(String label) {
        for (var role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
