package io.bedrockrelay.emulator.control;

/// How a Region's control plane may misbehave for a test.
public enum ControlFault {
    /// 429 ThrottlingException.
    THROTTLED,
    /// 500 InternalServerException.
    BROKEN,
    /// Never answers.
    HANGING,
    /// 403, as an opt-in Region that is not enabled answers.
    OFF,
    /// 403 AccessDeniedException: no identity-based policy allows the call.
    DENIED,
    /// 200 with a body that is not JSON.
    MALFORMED
}
