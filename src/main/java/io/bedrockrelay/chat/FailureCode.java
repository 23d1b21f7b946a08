package io.bedrockrelay.chat;

/// The kinds of failure a caller can meet. The wire word and the HTTP status are part of the public contract; each
/// dialect maps the kind to its own words.
public enum FailureCode {
    INVALID_REQUEST(400, "invalid_request"),
    UNAUTHENTICATED(401, "unauthenticated"),
    FORBIDDEN(403, "forbidden"),
    /// Something else than a model: a path, an inference profile.
    NOT_FOUND(404, "not_found"),
    MODEL_NOT_FOUND(404, "model_not_found"),
    MODEL_UNAVAILABLE(400, "model_unavailable"),
    TOO_LARGE(413, "too_large"),
    THROTTLED(429, "throttled"),
    MODEL_ACCESS_DENIED(403, "model_access_denied"),
    UPSTREAM_UNAVAILABLE(503, "upstream_unavailable"),
    UPSTREAM_TIMEOUT(504, "upstream_timeout"),
    OVERLOADED(503, "overloaded"),
    INTERNAL(500, "internal");

    private final int status;
    private final String wire;

    FailureCode(int status, String wire) {
        this.status = status;
        this.wire = wire;
    }

    /// The HTTP status of an answer that has not begun yet.
    public int status() {
        return status;
    }

    public String wire() {
        return wire;
    }

    /// Whether the caller is to blame, which JSend calls a `fail` rather than an `error`.
    public boolean callersMistake() {
        return status < 500 && this != THROTTLED;
    }
}
