package io.bedrockrelay.http;

import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.smallrye.config.ConfigMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of Claude models beyond the relay's own tables. Immutable, read once at start.
@ConfigMapping(prefix = "relay.anthropic")
public interface AnthropicSettings {

    /// Names of betas that do not go to Bedrock, with the members that need them; a `*` at the end stands for any
    /// ending. Added to the built-in table.
    Optional<List<String>> refusedBetas();

    /// Members of the body that do not go, as paths joined by dots (`tools.defer_loading`). Added to the built-in
    /// table.
    Optional<List<String>> refusedFields();

    /// What becomes of a beta, for all models: `pass`, `try`, `out`, `free` or `as:NAME`. Comes before the built-in
    /// table.
    Map<String, String> betas();

    default ClaudeModels models() {
        var verdicts = new LinkedHashMap<>(betas());
        refusedBetas().orElse(List.of()).forEach(beta -> verdicts.putIfAbsent(beta, "out"));
        return ClaudeModels.read(verdicts, refusedFields().orElse(List.of()));
    }
}
