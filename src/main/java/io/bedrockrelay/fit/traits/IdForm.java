package io.bedrockrelay.fit.traits;

/// Which ids of tool calls a model takes.
public enum IdForm {
    /// Whatever Converse takes: letters, digits, `_`, `-`, `.` and `:`.
    ANY,
    /// Letters, digits, `_` and `-`.
    PLAIN,
    /// Nine letters and digits.
    NINE
}
