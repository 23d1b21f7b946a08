package io.bedrockrelay.catalogue.region;

/// How a model can be called in one Region.
public enum ProfileSupport {
    /// Not on demand here, at least one profile here.
    REQUIRED,
    /// On demand, and at least one profile here.
    OPTIONAL,
    /// On demand, no profile here.
    NONE,
    /// Neither; the model says why.
    UNAVAILABLE
}
