package io.bedrockrelay.emulator.runtime;

import java.util.Arrays;
import java.util.Optional;

/// The runtime's operations, by the last segment of their path.
public enum RuntimeOperation {
    CONVERSE("converse", "Converse"),
    CONVERSE_STREAM("converse-stream", "ConverseStream"),
    INVOKE("invoke", "InvokeModel"),
    INVOKE_STREAM("invoke-with-response-stream", "InvokeModelWithResponseStream"),
    COUNT_TOKENS("count-tokens", "CountTokens");

    private final String path;
    private final String apiName;

    RuntimeOperation(String path, String apiName) {
        this.path = path;
        this.apiName = apiName;
    }

    static Optional<RuntimeOperation> ofPath(String segment) {
        return Arrays.stream(values())
                .filter(operation -> operation.path.equals(segment))
                .findFirst();
    }

    /// The name in the API's spelling.
    public String apiName() {
        return apiName;
    }

    public boolean isStream() {
        return path.endsWith("-stream");
    }
}
