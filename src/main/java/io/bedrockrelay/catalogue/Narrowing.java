package io.bedrockrelay.catalogue;

/// What comes of laying a restriction over a policy: a narrower policy, or nothing that both allow.
public sealed interface Narrowing permits Policy, Narrowing.Contradiction {

    /// The layers leave nothing.
    ///
    /// @param reason who asks for what, and what is allowed
    record Contradiction(String reason) implements Narrowing {}
}
