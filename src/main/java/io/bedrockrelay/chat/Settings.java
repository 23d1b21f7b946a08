package io.bedrockrelay.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request may ask of Bedrock besides the conversation itself.
///
/// - `thinking`: how hard a reasoning model is to think
/// - `oneToolCall`: no more than one call of a tool in an answer
/// - `serviceTier`: `default`, `priority`, `flex`, `reserved`
/// - `latency`: `standard` or `optimized`
/// - `metadata`: labels for Bedrock's invocation log
/// - `modelFields`: an object that the model understands and Converse does not
/// - `responsePaths`: JSON pointers into the model's own answer, to be reported back
public record Settings(
        @Nullable OutputFormat outputFormat,
        @Nullable Thinking thinking,
        boolean oneToolCall,
        @Nullable Guardrail guardrail,
        @Nullable String serviceTier,
        @Nullable String latency,
        Map<String, String> metadata,
        @Nullable Json modelFields,
        List<String> responsePaths) {
    public static final Settings NONE = new Settings(null, null, false, null, null, null, Map.of(), null, List.of());

    public Settings {
        metadata = Map.copyOf(metadata);
        responsePaths = List.copyOf(responsePaths);
    }

    public Settings withOutputFormat(@Nullable OutputFormat other) {
        return new Settings(
                other, thinking, oneToolCall, guardrail, serviceTier, latency, metadata, modelFields, responsePaths);
    }

    public Settings withThinking(@Nullable Thinking other) {
        return new Settings(
                outputFormat,
                other,
                oneToolCall,
                guardrail,
                serviceTier,
                latency,
                metadata,
                modelFields,
                responsePaths);
    }

    public Settings withOneToolCall(boolean other) {
        return new Settings(
                outputFormat, thinking, other, guardrail, serviceTier, latency, metadata, modelFields, responsePaths);
    }

    public Settings withServiceTier(@Nullable String other) {
        return new Settings(
                outputFormat, thinking, oneToolCall, guardrail, other, latency, metadata, modelFields, responsePaths);
    }

    public Settings withMetadata(Map<String, String> other) {
        return new Settings(
                outputFormat,
                thinking,
                oneToolCall,
                guardrail,
                serviceTier,
                latency,
                other,
                modelFields,
                responsePaths);
    }

    public Settings withModelFields(@Nullable Json other) {
        return new Settings(
                outputFormat, thinking, oneToolCall, guardrail, serviceTier, latency, metadata, other, responsePaths);
    }

    /// A Bedrock guardrail to apply. `trace` is `enabled`, `disabled` or `enabled_full`; `streamProcessing` is `sync`
    /// or `async`.
    public record Guardrail(
            String identifier,
            String version,
            @Nullable String trace,
            @Nullable String streamProcessing) {}
}
