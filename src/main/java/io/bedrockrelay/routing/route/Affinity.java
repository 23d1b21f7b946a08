package io.bedrockrelay.routing.route;

import java.util.Locale;

/// What holds the requests of one conversation together.
public enum Affinity {
    /// A session that the client names.
    SESSION,
    /// The text that the conversation begins with.
    PREFIX,
    /// Nothing: each request goes its own way.
    NONE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word that logs use.
    public String label() {
        return label;
    }
}
