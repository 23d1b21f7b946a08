package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Targets found before, per policy and name, so that a repeated name costs one look-up. Only names of the catalogue,
/// aliases and a bounded number of written forms are put in; a refresh starts with an empty one.
final class ResolutionCache {

    /// Policies differ per API key and header: beyond this many, the others are decided anew each time.
    private static final int POLICIES = 64;

    /// What people write has no bound: beyond this many per policy, the others are looked up each time.
    private static final int WRITTEN_FORMS = 500;

    private record Table(Policy policy, Map<String, Target> targets, AtomicInteger written) {}

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
            table = tables.computeIfAbsent(
                    policy, key -> new Table(key, new ConcurrentHashMap<>(), new AtomicInteger()));
        }
        boolean written = target.matchedAs() == Target.MatchedAs.WRITTEN_FORM;
        if (table != null && (!written || table.written().incrementAndGet() <= WRITTEN_FORMS)) {
            table.targets().put(name, target);
        }
    }
}
