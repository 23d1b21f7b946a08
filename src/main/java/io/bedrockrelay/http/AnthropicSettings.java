package io.bedrockrelay.http;

import io.bedrockrelay.dialect.claude.ClaudeRules;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// What is taken out of a request of Anthropic's API before a Claude model on Bedrock gets it. Immutable, read once at
/// start.
@ConfigMapping(prefix = "relay.anthropic")
public interface AnthropicSettings {

    /// Names of betas that Bedrock refuses; a `*` at the end stands for any ending. Replaces the built-in list.
    Optional<List<String>> refusedBetas();

    /// Members of the body that Bedrock refuses, as paths joined by dots (`tools.defer_loading`). Replaces the built-in
    /// list.
    Optional<List<String>> refusedFields();

    default ClaudeRules rules() {
        return new ClaudeRules(
                refusedBetas().orElse(ClaudeRules.DEFAULT.refusedBetas()),
                refusedFields().orElse(ClaudeRules.DEFAULT.refusedFields()));
    }
}
