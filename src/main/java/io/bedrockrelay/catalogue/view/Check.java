package io.bedrockrelay.catalogue.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a real call of a model, made to see whether this account may use it.
///
/// @param verified whether the model answered
/// @param invocationId what was called; null where nothing could be
/// @param firstTokenMs from the call to the model's first token; null where none came
/// @param reason in a word, such as `no-access`; null where verified
/// @param error the same in plain words
/// @param detail what Bedrock, or the relay, said
public record Check(
        boolean verified,
        Instant at,
        @Nullable String invocationId,
        @Nullable Long firstTokenMs,
        @Nullable String reason,
        @Nullable String error,
        @Nullable String detail) {

    /// The same in other words.
    public Check saying(String words) {
        return new Check(verified, at, invocationId, firstTokenMs, reason, error, words);
    }
}
