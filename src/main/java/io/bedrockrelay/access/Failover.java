package io.bedrockrelay.access;

import java.util.List;
import java.util.Optional;

/// What may answer a caller in the place of what it asked for, of what the service allows at all.
///
/// @param reach how far
/// @param fallbacks patterns on the bare ids of models that may stand in; empty: all that the service names
public record Failover(Reach reach, List<Glob> fallbacks) {
    /// Takes nothing away.
    public static final Failover ALL = new Failover(Reach.MODELS, List.of());

    /// From nothing to everything.
    public enum Reach {
        OFF,
        REGIONS,
        MODELS;

        /// The word that keys files use.
        public static Optional<Reach> of(String label) {
            return switch (label) {
                case "off" -> Optional.of(OFF);
                case "regions" -> Optional.of(REGIONS);
                case "models" -> Optional.of(MODELS);
                default -> Optional.empty();
            };
        }
    }

    public Failover {
        fallbacks = List.copyOf(fallbacks);
    }

    /// Whether anything else may answer.
    public boolean isOff() {
        return reach == Reach.OFF;
    }

    /// Whether this model may stand in for another.
    public boolean allowsModel(String model) {
        return reach == Reach.MODELS
                && (fallbacks.isEmpty() || fallbacks.stream().anyMatch(pattern -> pattern.matches(model)));
    }
}
