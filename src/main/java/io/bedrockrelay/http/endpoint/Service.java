package io.bedrockrelay.http.endpoint;

/// What answers a call. Several paths may lead to the same one.
public enum Service {
    PAGE,
    /// A resource behind Quarkus REST, which finds its own path.
    RESOURCE,
    RELAY_CHAT,
    CHECKS,
    CHECK,
    MAKE_PROFILE,
    DELETE_PROFILE,
    COMPLETIONS,
    RESPONSES,
    /// Counts the tokens of a request of the Responses API.
    INPUT_TOKENS,
    /// What needs a memory between two calls, and is refused with the remedy.
    COMPACT,
    STORED_RESPONSE,
    LEGACY_COMPLETIONS,
    EMBEDDINGS,
    MESSAGES,
    COUNT_TOKENS,
    /// What Anthropic's client asks before its first call.
    HELLO,
    /// What the relay offers to Anthropic's clients, in words.
    PROTOCOL,
    MODELS,
    MODEL,
    BEDROCK_RUNTIME,
    FOUNDATION_MODELS,
    FOUNDATION_MODEL,
    PROFILES,
    PROFILE,
    /// The description of the API.
    DESCRIPTION,
    /// Quarkus's own tools, which production does not serve.
    TOOLS
}
