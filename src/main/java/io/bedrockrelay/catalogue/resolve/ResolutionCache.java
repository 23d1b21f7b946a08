package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Targets found before, per policy and name, so that a repeated name costs one look-up. Only names of the catalogue
/// and aliases are put in, hence it cannot grow beyond them; a refresh starts with an empty one.
final class ResolutionCache {

    /// Policies differ per API key and header: beyond this many, the others are decided anew each time.
    private static final int POLICIES = 64;

    private record Table(Policy policy, Map<String, Target> targets) {}

    private final Map<Policy, Table> tables = new ConcurrentHashMap<>();

    /// Nearly all calls bring the very same policy object; comparing it spares hashing its lists.
    private volatile @Nullable Table last;

    // Identity is the fast path only: an equal policy of another identity is found in the map.
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Target get(String name, Policy policy) {
        Table table = last;
        if (table == null || table.policy() != policy) {
            table = tables.get(policy);
            if (table == null) {
                return null;
            }
            last = table;
        }
        return table.targets().get(name);
    }

    void put(String name, Policy policy, Target target) {
        Table table = tables.get(policy);
        if (table == null && tables.size() < POLICIES) {
            table = tables.computeIfAbsent(policy, key -> new Table(key, new ConcurrentHashMap<>()));
        }
        if (table != null) {
            table.targets().put(name, target);
        }
    }
}
