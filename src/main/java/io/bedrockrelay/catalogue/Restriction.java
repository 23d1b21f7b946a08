package io.bedrockrelay.catalogue;

import java.util.List;

/// One layer that takes something away from a policy: an API key's rules or a request's headers.
///
/// @param by who asks, as the start of a sentence: `the header X-Relay-Scope`, `the key team-a`
/// @param scopes the only ones wanted, in order of preference; empty: says nothing about scopes
/// @param residency the only Regions or prefixes wanted; empty: says nothing about residency
public record Restriction(String by, List<Scope> scopes, List<String> residency) {

    public Restriction {
        scopes = List.copyOf(scopes);
        residency = List.copyOf(residency);
        if (!scopes.stream().allMatch(Scope::isRanked)) {
            throw new IllegalArgumentException("only geographic, in-region and global can be asked for, not " + scopes);
        }
        if (!residency.stream().allMatch(Policy::isResidency)) {
            throw new IllegalArgumentException("not Regions or prefixes with a * at their end: " + residency);
        }
    }
}
