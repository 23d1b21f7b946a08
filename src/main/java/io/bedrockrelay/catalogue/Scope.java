package io.bedrockrelay.catalogue;

import java.util.Optional;

/// How far the data of a call may travel, and by which kind of id the model is called.
public enum Scope {
    /// A system-defined profile that spreads over the Regions of one geography.
    GEOGRAPHIC("geographic"),
    /// The bare model id, on demand: the data stays in the Region that is called.
    IN_REGION("in-region"),
    /// A system-defined profile that may send the data to any commercial Region.
    GLOBAL("global"),
    /// A profile that the account made for itself; it reaches what it was copied from.
    APPLICATION("application"),
    /// A resource named by its ARN (provisioned throughput, imported model, deployment, prompt router), passed through.
    DIRECT("direct");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /// The name used in configuration, headers and JSON.
    public String label() {
        return label;
    }

    /// Whether a policy can rank and filter by it. The other two are never chosen, only asked for by name.
    public boolean isRanked() {
        return this == GEOGRAPHIC || this == IN_REGION || this == GLOBAL;
    }

    public static Optional<Scope> of(String label) {
        for (Scope scope : values()) {
            if (scope.label.equals(label)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
