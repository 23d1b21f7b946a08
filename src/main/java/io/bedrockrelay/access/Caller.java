package io.bedrockrelay.access;

import io.bedrockrelay.catalogue.Restriction;
import java.util.List;
import java.util.Set;

/// Somebody who was let in. A snapshot: what was granted at the start of a call holds to its end, whatever becomes of
/// the keys file meanwhile. Immutable, and without any secret, so that it may be logged.
///
/// @param kind how the caller was recognised
/// @param name of the key or the user
public record Caller(Kind kind, String name, Grant grant) {

    /// How a caller was recognised.
    public enum Kind {
        /// By a relay key.
        KEY,
        /// By a token of an identity provider.
        TOKEN,
        /// Not at all: access control is off.
        ANYONE
    }

    /// Anyone, while access control is off. May talk to every model, but administer nothing.
    public static final Caller OPEN = anyone(Set.of(CallerRole.CHAT));

    /// Anyone, while access control is off and administration is left open too: for development and tests.
    public static final Caller OPEN_WITH_ADMIN = anyone(Set.of(CallerRole.CHAT, CallerRole.ADMIN));

    private static Caller anyone(Set<CallerRole> roles) {
        return anyone(roles, Feature.USUAL);
    }

    static Caller anyone(Set<CallerRole> roles, Set<Feature> features) {
        return new Caller(Kind.ANYONE, "anyone", Grant.everything(roles, features));
    }

    public boolean has(CallerRole role) {
        return grant.roles().contains(role);
    }

    /// The layer to lay over the service's policy before a name is resolved; none where the grant says nothing.
    public List<Restriction> restrictions() {
        return grant.scopes().isEmpty() && grant.residency().isEmpty()
                ? List.of()
                : List.of(new Restriction(described(), grant.scopes(), grant.residency()));
    }

    /// The Region of a call that names none.
    public String regionOr(String serviceDefault) {
        return grant.defaultRegion() == null ? serviceDefault : grant.defaultRegion();
    }

    /// The same at the start of a sentence.
    public String asSubject() {
        var described = described();
        return Character.toUpperCase(described.charAt(0)) + described.substring(1);
    }

    /// The caller as part of a sentence: `the key team-a`.
    public String described() {
        return switch (kind) {
            case KEY -> "the key " + name;
            case TOKEN -> "the user " + name;
            case ANYONE -> name;
        };
    }
}
