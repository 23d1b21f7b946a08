package io.bedrockrelay.access;

/// What can be limited per caller. The order is that of telling: in headers and messages the first comes first.
public enum Limit {
    /// Calls of models in any 60 seconds.
    REQUESTS_PER_MINUTE("requestsPerMinute", "requests per minute"),
    /// Tokens, read and written, in any 60 seconds.
    TOKENS_PER_MINUTE("tokensPerMinute", "tokens per minute"),
    /// Calls of models under way at one time, streamed or not.
    CONCURRENT_STREAMS("concurrentStreams", "concurrent streams"),
    /// Tokens in one day, UTC.
    TOKENS_PER_DAY("tokensPerDay", "tokens per day"),
    /// Tokens in one calendar month, UTC.
    TOKENS_PER_MONTH("tokensPerMonth", "tokens per month");

    private final String label;
    private final String words;

    Limit(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /// The name used in the keys file.
    public String label() {
        return label;
    }

    /// The name in a sentence, after a number.
    public String words() {
        return words;
    }

    /// Whether tokens are counted, and not calls.
    public boolean ofTokens() {
        return switch (this) {
            case TOKENS_PER_MINUTE, TOKENS_PER_DAY, TOKENS_PER_MONTH -> true;
            case REQUESTS_PER_MINUTE, CONCURRENT_STREAMS -> false;
        };
    }
}
