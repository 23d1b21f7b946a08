package io.bedrockrelay.relay.ending;

/// What kind of work a call is, in the words of OpenTelemetry's conventions where they have one.
public enum Work {
    CHAT("chat"),
    EMBEDDINGS("embeddings"),
    COUNT_TOKENS("count_tokens"),
    /// A body that is passed on unread.
    INVOKE("invoke_model");

    private final String label;

    Work(String label) {
        this.label = label;
    }

    /// The word that metrics and traces use.
    public String label() {
        return label;
    }
}
