package io.bedrockrelay.bedrock;

/// What Bedrock's runtime can be asked of a model: the last part of the path.
public enum Operation {
    CONVERSE("converse"),
    CONVERSE_STREAM("converse-stream"),
    INVOKE("invoke"),
    INVOKE_STREAM("invoke-with-response-stream"),
    COUNT_TOKENS("count-tokens");

    private final String path;

    Operation(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /// Whether the answer is a stream of frames.
    public boolean streams() {
        return this == CONVERSE_STREAM || this == INVOKE_STREAM;
    }
}
