package io.bedrockrelay.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which targets a call may use, and which of them first. Filters before it ranks.
///
/// @param scopes allowed, in order of preference; never empty, only ranked ones, none twice
/// @param residency Regions (`us-east-1`) or prefixes (`eu-*`) one of which every destination must match;
///     empty: no rule
/// @param geography which of several geographic profiles comes first
public record Policy(List<Scope> scopes, List<String> residency, Geography geography) implements Narrowing {

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

    private static final Pattern RESIDENCY = Pattern.compile("[a-z][a-z0-9-]*\\*?");

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
        for (String pattern : residency) {
            if (!isResidency(pattern)) {
                throw new IllegalArgumentException("not a Region or a prefix with a * at its end: " + pattern);
            }
        }
    }

    /// Whether the text is a Region (`eu-west-1`) or a prefix of Regions (`eu-*`).
    public static boolean isResidency(String pattern) {
        return RESIDENCY.matcher(pattern).matches();
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    /// Whether data may be in this Region.
    public boolean admits(String region) {
        return residency.isEmpty() || residency.stream().anyMatch(pattern -> covers(pattern, region));
    }

    /// This policy under one more layer. The layer takes away and may put what is left into another order; it
    /// never adds: what this policy does not allow stays forbidden.
    public Narrowing narrow(Restriction layer) {
        List<Scope> kept = layer.scopes().isEmpty()
                ? scopes
                : layer.scopes().stream().filter(this::allows).toList();
        if (kept.isEmpty()) {
            return new Narrowing.Contradiction("%s asks for scope %s, but only %s is allowed"
                    .formatted(layer.by(), labels(layer.scopes()), labels(scopes)));
        }
        List<String> common = meet(residency, layer.residency());
        if (common.isEmpty() && !(residency.isEmpty() && layer.residency().isEmpty())) {
            return new Narrowing.Contradiction("%s asks for residency %s, but the data must stay in %s"
                    .formatted(layer.by(), String.join(", ", layer.residency()), String.join(", ", residency)));
        }
        return new Policy(kept, common, geography);
    }

    /// Scopes as a caller reads them, such as `geographic, in-region`.
    public static String labels(List<Scope> scopes) {
        return scopes.stream().map(Scope::label).collect(Collectors.joining(", "));
    }

    /// Patterns are Regions or prefixes, so what two of them have in common is the narrower one or nothing.
    private static List<String> meet(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Set<String> common = new LinkedHashSet<>();
        for (String left : one) {
            for (String right : other) {
                if (covers(right, left)) {
                    common.add(left);
                } else if (covers(left, right)) {
                    common.add(right);
                }
            }
        }
        return List.copyOf(common);
    }

    private static boolean covers(String pattern, String regionOrPattern) {
        return pattern.endsWith("*")
                ? regionOrPattern.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(regionOrPattern);
    }
}
