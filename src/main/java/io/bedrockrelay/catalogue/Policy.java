package io.bedrockrelay.catalogue;

import java.util.List;

/// Which targets a call may use, and which of them first. Filters before it ranks.
///
/// @param scopes allowed, in order of preference; never empty, only ranked ones, none twice
/// @param residency Regions (`us-east-1`) or prefixes (`eu-*`) one of which every destination must match;
///     empty: no rule
/// @param geography which of several geographic profiles comes first
public record Policy(List<Scope> scopes, List<String> residency, Geography geography) {

    /// Fewest or most destination Regions first.
    public enum Geography {
        NARROWEST("narrowest"),
        WIDEST("widest");

        private final String label;

        Geography(String label) {
            this.label = label;
        }

        /// The name used in configuration.
        public String label() {
            return label;
        }
    }

    /// Geographic, in-region, global; no residency; narrowest.
    public static final Policy DEFAULT =
            new Policy(List.of(Scope.GEOGRAPHIC, Scope.IN_REGION, Scope.GLOBAL), List.of(), Geography.NARROWEST);

    public Policy {
        scopes = List.copyOf(scopes);
        residency = List.copyOf(residency);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a policy allows at least one scope");
        }
        if (!scopes.stream().allMatch(Scope::isRanked)) {
            throw new IllegalArgumentException("a policy ranks geographic, in-region and global only, not " + scopes);
        }
        if (scopes.stream().distinct().count() < scopes.size()) {
            throw new IllegalArgumentException("a scope stands twice in " + scopes);
        }
    }
}
