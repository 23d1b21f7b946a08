package io.bedrockrelay.access;

/// Who presents what was presented.
public sealed interface Authentication {

    /// Somebody who may come in; what for is another question.
    record Known(Caller caller) implements Authentication {}

    /// Nobody we know.
    ///
    /// @param reason for the log; names the key where there is one, and holds nothing that was presented
    /// @param message one or two sentences for the caller: what is wrong and what to send instead
    record Unknown(String reason, String message) implements Authentication {}

    /// It cannot be found out at the moment.
    ///
    /// @param reason for the log
    record Undecided(String reason) implements Authentication {}
}
