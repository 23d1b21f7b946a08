package io.bedrockrelay.access.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The calls of this replica that are under way and count in Redis. Each counts there for some minutes only unless it
/// is renewed, so that the calls of a replica that died do not count for ever. Thread-safe.
final class Leases {
    private final Link link;
    /// Key of the set in Redis → leases in it.
    private final Map<String, Set<String>> held = new ConcurrentHashMap<>();

    Leases(Link link) {
        this.link = link;
    }

    void add(Entry entry) {
        held.compute(entry.leases(), (_, leases) -> {
            var set = leases == null ? ConcurrentHashMap.<String>newKeySet() : leases;
            set.add(entry.lease());
            return set;
        });
    }

    void remove(Entry entry) {
        held.computeIfPresent(entry.leases(), (_, leases) -> {
            leases.remove(entry.lease());
            return leases.isEmpty() ? null : leases;
        });
    }

    /// To be called more often than a lease lasts. What is lost here is only lost for a minute.
    void renew() {
        held.forEach((key, leases) -> {
            var arguments = new ArrayList<String>();
            arguments.add(Long.toString(Entry.LEASE.toMillis()));
            arguments.addAll(leases);
            var _ = link.run(LuaScript.RENEW, List.of(key), arguments);
        });
    }
}
