package io.bedrockrelay.http.endpoint;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.CallerRole;

/// What a call asks of whoever makes it.
public enum RequiredRole {
    /// Nothing: everybody who reaches the port may make it.
    NOTHING,
    /// To be known, in whatever role.
    CALLER,
    /// The role `chat`.
    CHAT,
    /// The role `admin`.
    ADMIN;

    public boolean isMetBy(Caller caller) {
        return switch (this) {
            case NOTHING, CALLER -> true;
            case CHAT -> caller.has(CallerRole.CHAT);
            case ADMIN -> caller.has(CallerRole.ADMIN);
        };
    }

    /// The sentence for a caller that does not meet it.
    public String refusal(Caller caller) {
        var role = this == ADMIN ? CallerRole.ADMIN : CallerRole.CHAT;
        var missing =
                "This call wants the role %s, which %s does not have.".formatted(role.label(), caller.described());
        return caller.kind() == Caller.Kind.ANYONE
                ? missing + " Where everybody is let in, 'relay.access.open-admin=true' gives it to everybody."
                : missing;
    }
}
