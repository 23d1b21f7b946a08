package io.bedrockrelay.access.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All keys of one file. Immutable, so a look-up sees one state of the file and never two halves.
public final class Keys implements KeysReading {
    static final Keys NONE = new Keys(List.of());

    private final List<Key> all;
    private final List<TokenPolicy> policies;
    private final Map<Digest, Key> byDigest;

    /// @throws IllegalArgumentException if two keys share a secret
    Keys(List<Key> all) {
        this(all, List.of());
    }

    /// @param policies for tokens, the first that covers a token decides
    /// @throws IllegalArgumentException if two keys share a secret
    Keys(List<Key> all, List<TokenPolicy> policies) {
        this.all = List.copyOf(all);
        this.policies = List.copyOf(policies);
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

    /// Whether nobody could come in.
    boolean isEmpty() {
        return all.isEmpty() && policies.isEmpty();
    }

    /// What is granted to the bearer of a token.
    ///
    /// @param token gives the values of a claim
    public Optional<TokenPolicy> policy(Function<String, List<String>> token) {
        return policies.stream().filter(policy -> policy.covers(token)).findFirst();
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
