package io.bedrockrelay.access.limit;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a request asks for, before anybody has counted its tokens. Immutable.
///
/// @param textBytes of prompt, system text, tool descriptions and tool results, in UTF-8
/// @param attachments images and documents
/// @param maxOutput the request's own bound on the answer; empty where it has none
public record Demand(long textBytes, int attachments, OptionalInt maxOutput) {
    /// English text has about four letters to a token; other scripts have more bytes to a letter and fewer letters to
    /// a token, so bytes are the fairer measure.
    private static final long BYTES_PER_TOKEN = 4;

    /// An image of the largest size that models do not scale down, by Anthropic's rule of width × height / 750.
    private static final long TOKENS_PER_ATTACHMENT = 1_600;

    /// Of a call that uses no tokens, such as one that counts them.
    public static final Demand NONE = new Demand(0, 0, OptionalInt.of(0));

    public Demand {
        if (textBytes < 0 || attachments < 0) {
            throw new IllegalArgumentException("a request cannot have less than nothing");
        }
    }

    /// The same with the bound that is sent to Bedrock, where the body may have said other things besides.
    ///
    /// @param tokens null where none is sent
    public Demand bounded(@Nullable Integer tokens) {
        return new Demand(textBytes, attachments, tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens));
    }

    /// The same of a call without an answer in tokens, such as an embedding.
    public Demand withoutOutput() {
        return new Demand(textBytes, attachments, OptionalInt.of(0));
    }

    /// An estimate of the tokens that the call uses at most, input and output together.
    ///
    /// @param assumedOutput for a request without a bound
    public long tokens(int assumedOutput) {
        return Math.ceilDiv(textBytes, BYTES_PER_TOKEN)
                + attachments * TOKENS_PER_ATTACHMENT
                + Math.max(0, maxOutput.orElse(assumedOutput));
    }
}
