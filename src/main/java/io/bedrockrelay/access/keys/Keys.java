package io.bedrockrelay.access.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All keys of one file. Immutable, so a look-up sees one state of the file and never two halves.
public final class Keys implements Reading {
    static final Keys NONE = new Keys(List.of());

    private final List<Key> all;
    private final Map<Digest, Key> byDigest;

    /// @throws IllegalArgumentException if two keys share a secret
    Keys(List<Key> all) {
        this.all = List.copyOf(all);
        var table = new HashMap<Digest, Key>();
        for (var key : all) {
            for (var digest : key.digests()) {
                if (table.put(digest, key) != null) {
                    throw new IllegalArgumentException("two keys with one secret");
                }
            }
        }
        byDigest = Map.copyOf(table);
    }

    public int size() {
        return all.size();
    }

    List<Key> all() {
        return all;
    }

    /// The key with this secret, valid or not. What is compared are digests, which who presents the secret cannot
    /// steer.
    Optional<Key> find(String secret) {
        return Optional.ofNullable(byDigest.get(Digest.of(secret)));
    }
}
