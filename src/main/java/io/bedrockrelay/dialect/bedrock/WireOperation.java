package io.bedrockrelay.dialect.bedrock;

import java.util.Optional;

/// The operations of bedrock-runtime that the relay serves, by the last word of their path.
public enum WireOperation {
    INVOKE("invoke", false),
    INVOKE_STREAM("invoke-with-response-stream", true),
    CONVERSE("converse", false),
    CONVERSE_STREAM("converse-stream", true),
    COUNT_TOKENS("count-tokens", false);

    private final String path;
    private final boolean stream;

    WireOperation(String path, boolean stream) {
        this.path = path;
        this.stream = stream;
    }

    public String path() {
        return path;
    }

    /// Whether the answer is `application/vnd.amazon.eventstream`.
    public boolean stream() {
        return stream;
    }

    static Optional<WireOperation> of(String path) {
        for (var operation : values()) {
            if (operation.path.equals(path)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
