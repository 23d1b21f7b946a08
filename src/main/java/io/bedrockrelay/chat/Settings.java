package io.bedrockrelay.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request may ask of Bedrock besides the conversation itself.
///
/// - `effort`: `low`, `medium`, `high`, `xhigh`, `max`: how hard a reasoning model is to think
/// - `serviceTier`: `default`, `priority`, `flex`, `reserved`
/// - `latency`: `standard` or `optimized`
/// - `metadata`: labels for Bedrock's invocation log
/// - `modelFields`: an object that the model understands and Converse does not
/// - `responsePaths`: JSON pointers into the model's own answer, to be reported back
public record Settings(
        @Nullable OutputFormat outputFormat,
        @Nullable String effort,
        @Nullable Guardrail guardrail,
        @Nullable String serviceTier,
        @Nullable String latency,
        Map<String, String> metadata,
        @Nullable Json modelFields,
        List<String> responsePaths) {
    public static final Settings NONE = new Settings(null, null, null, null, null, Map.of(), null, List.of());

    public Settings {
        metadata = Map.copyOf(metadata);
        responsePaths = List.copyOf(responsePaths);
    }
}
