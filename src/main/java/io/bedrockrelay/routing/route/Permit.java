package io.bedrockrelay.routing.route;

/// Whether a candidate may be tried now.
public enum Permit {
    /// Nothing speaks against it.
    FREE,
    /// It is dark, and this call finds out whether it is back. Nobody else does until this one is told of or given
    // back.
    PROBE,
    /// It is passed over.
    NONE
}
