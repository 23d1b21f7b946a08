package io.bedrockrelay.http.claude;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What a client of Anthropic's is told that asks for a number of tokens which Bedrock does not count. Immutable, read
/// once at start.
@ConfigMapping(prefix = "relay.count-tokens")
public interface CountSettings {

    /// `estimate`: about how many they are, marked as an estimate. `refuse`: that counting is not offered.
    @WithDefault("estimate")
    Fallback fallback();

    /// What is told in place of a number of Bedrock's.
    enum Fallback {
        ESTIMATE,
        REFUSE
    }
}
