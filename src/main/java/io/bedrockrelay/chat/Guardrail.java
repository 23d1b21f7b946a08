package io.bedrockrelay.chat;

import org.jspecify.annotations.Nullable;

/// A Bedrock guardrail to apply. `trace` is `enabled`, `disabled` or `enabled_full`; `streamProcessing` is `sync` or
/// `async`.
public record Guardrail(
        String identifier,
        String version,
        @Nullable String trace,
        @Nullable String streamProcessing) {}
