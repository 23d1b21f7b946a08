package io.bedrockrelay.dialect.claude;

/// One event of a Claude model's stream, as the model wrote it.
///
/// @param type empty where the event tells none
/// @param json never changed by anybody
@SuppressWarnings(
        "ArrayRecordComponent") // One of these is made for each token: a copy would cost more than it protects.
public record ClaudeEvent(String type, byte[] json) {
    /// Stands for what is not told.
    public static final ClaudeEvent NONE = new ClaudeEvent("", new byte[0]);
}
