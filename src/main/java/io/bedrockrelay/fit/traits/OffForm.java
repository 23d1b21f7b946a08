package io.bedrockrelay.fit.traits;

/// How a model is told not to think.
public enum OffForm {
    /// By saying nothing.
    SILENCE,
    /// `thinking {type: disabled}`
    DISABLED,
    /// `thinking {type: between_tools}`, the least that it can.
    BETWEEN_TOOLS,
    /// It cannot be told; the lowest effort is the least.
    LEAST,
    /// The effort `none`.
    WORD
}
