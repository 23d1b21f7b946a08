package io.bedrockrelay.access.shared;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The calls of this replica that are under way and count in Redis. Each counts there for some minutes only unless it
/// is renewed, so that the calls of a replica that died do not count for ever. Thread-safe.
final class Leases {
    private final Redis redis;
    /// Key of the set in Redis → leases in it.
    private final Map<String, Set<String>> held = new ConcurrentHashMap<>();

    Leases(Redis redis) {
        this.redis = redis;
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
    void renew(Instant now) {
        var end = Long.toString(now.plus(Entry.LEASE).toEpochMilli());
        held.forEach((key, leases) -> {
            // XX: a call that ended meanwhile is not brought back.
            var add = Request.cmd(Command.ZADD).arg(key).arg("XX");
            leases.forEach(lease -> add.arg(end).arg(lease));
            redis.send(add)
                    .onSuccess(_ ->
                            redis.send(Request.cmd(Command.PEXPIRE).arg(key).arg(Entry.LEASE.toMillis())));
        });
    }
}
