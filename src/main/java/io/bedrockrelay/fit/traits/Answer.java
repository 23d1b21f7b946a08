package io.bedrockrelay.fit.traits;

/// Whether a model takes something. What is unknown is sent, and learnt from a refusal.
public enum Answer {
    YES,
    NO,
    UNKNOWN
}
