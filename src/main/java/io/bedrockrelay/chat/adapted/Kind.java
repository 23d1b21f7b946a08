package io.bedrockrelay.chat.adapted;

/// What of a request was adapted. The order is that of the header, the words are part of the public contract and the
/// values of a metric's label.
public enum Kind {
    BETA("beta"),
    VERSION("version"),
    ROLE_SYSTEM("role-system"),
    TEMPERATURE("temperature"),
    TOP_P("top_p"),
    TOP_K("top_k"),
    STOP("stop"),
    MAX_TOKENS("max_tokens"),
    EFFORT("effort"),
    THINKING("thinking"),
    /// Thoughts of earlier answers.
    REASONING("reasoning"),
    PREFILL("prefill"),
    SYSTEM("system"),
    /// Turns added, joined or split.
    TURNS("turns"),
    TOOL("tool"),
    TOOL_CHOICE("tool_choice"),
    PARALLEL_CALLS("parallel_tool_calls"),
    TOOL_SCHEMA("tool-schema"),
    STRICT("strict"),
    ARGUMENTS("arguments"),
    TOOL_IDS("tool-ids"),
    TOOL_RESULTS("tool-results"),
    SCHEMA("schema"),
    DOCUMENT("document"),
    IMAGE("image"),
    CACHE_POINTS("cache-points"),
    CACHE_TTL("cache-ttl"),
    METADATA("metadata"),
    SERVICE_TIER("service_tier"),
    /// The answer is asked for whole and told as a stream.
    STREAM("stream"),
    /// A field of the model's own that Converse passes on.
    MODEL_FIELD("model-field"),
    WEB_SEARCH("web_search_options"),
    LOGPROBS("logprobs"),
    STORE("store"),
    ITEM("item");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
