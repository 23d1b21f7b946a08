package io.bedrockrelay.http.api;

import io.bedrockrelay.dialect.claude.ClaudeRequest;
import io.bedrockrelay.dialect.claude.TokenEstimate;

/// A body of Anthropic's API and what was seen in it, until it is known which model it goes to.
///
/// @param body never changed by anybody
@SuppressWarnings("ArrayRecordComponent") // Bodies have megabytes: a copy would cost more than it protects.
record AnthropicQuestion(byte[] body, ClaudeRequest seen) {

    /// About how many tokens it has.
    ///
    /// @param newer whether the model has the newer tokenizer
    TokenCountLane.Estimate estimate(boolean newer) {
        return new TokenCountLane.Estimate(body.length, () -> TokenEstimate.of(seen.outline(), newer));
    }
}
