package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.catalogue.Narrowing;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Restriction;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.chat.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layers of the policy below the service's own: what the caller is granted, what the request asks.
public sealed interface PolicyNarrowing {

    /// The policy under which the request is served.
    record Narrowed(Policy policy) implements PolicyNarrowing {}

    /// What is asked cannot be read, or is more than the layers above allow.
    record Wrong(Failure failure) implements PolicyNarrowing {}

    /// Lays what a caller is granted over the service's policy.
    static PolicyNarrowing under(Policy policy, Caller caller) {
        var narrowed = policy;
        for (var restriction : caller.restrictions()) {
            switch (narrowed.narrow(restriction)) {
                case Policy next -> narrowed = next;
                case Narrowing.Contradiction contradiction -> {
                    return new Wrong(new Failure.Forbidden(contradiction.reason() + "."));
                }
            }
        }
        return new Narrowed(narrowed);
    }

    /// Lays a request's list of scopes over a policy.
    ///
    /// @param by who asks, as the start of a sentence: `the header X-Relay-Scope`
    /// @param field its name in a complaint
    /// @param scopes separated by commas, in order of preference; null asks for nothing
    static PolicyNarrowing narrow(Policy policy, String by, String field, @Nullable String scopes) {
        if (scopes == null) {
            return new Narrowed(policy);
        }
        List<Scope> wanted = new ArrayList<>();
        for (String label : scopes.split(",", -1)) {
            var scope = Scope.of(label.strip()).filter(Scope::isRanked);
            if (scope.isEmpty()) {
                return new Wrong(new Failure.Invalid(
                        field,
                        "'" + field + "' must be a list of " + Policy.labels(Policy.DEFAULT.scopes())
                                + ", separated by commas."));
            }
            wanted.add(scope.get());
        }
        return switch (policy.narrow(new Restriction(by, wanted, List.of()))) {
            case Policy narrowed -> new Narrowed(narrowed);
            case Narrowing.Contradiction contradiction ->
                new Wrong(new Failure.Forbidden(contradiction.reason() + "."));
        };
    }
}
