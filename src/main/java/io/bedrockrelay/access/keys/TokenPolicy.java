package io.bedrockrelay.access.keys;

import io.bedrockrelay.access.Grant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is granted to the bearers of some tokens. Immutable.
///
/// @param name for people
/// @param claims from the name of a claim to values, one of which the token must have in it. All claims must fit; none
///     fits every token
public record TokenPolicy(String name, Map<String, List<String>> claims, Grant grant) {

    public TokenPolicy {
        claims = claims.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    }

    /// @param token gives the values of a claim, none where it is absent
    boolean covers(Function<String, List<String>> token) {
        return claims.entrySet().stream().allMatch(wanted -> token.apply(wanted.getKey()).stream()
                .anyMatch(value -> wanted.getValue().contains(value)));
    }
}
