package io.bedrockrelay.chat.answer;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why the model stopped, in Converse's words.
public enum StopReason {
    END_TURN("end_turn"),
    TOOL_USE("tool_use"),
    MAX_TOKENS("max_tokens"),
    STOP_SEQUENCE("stop_sequence"),
    GUARDRAIL_INTERVENED("guardrail_intervened"),
    CONTENT_FILTERED("content_filtered"),
    /// The model's output could not be read; every dialect reports it as a failure.
    MALFORMED_MODEL_OUTPUT("malformed_model_output"),
    /// The model's tool call could not be read; every dialect reports it as a failure.
    MALFORMED_TOOL_USE("malformed_tool_use"),
    CONTEXT_WINDOW_EXCEEDED("model_context_window_exceeded"),
    /// A reason that Bedrock introduced after this release.
    OTHER("other");

    private static final Map<String, StopReason> BY_WIRE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(StopReason::wire, Function.identity()));

    private final String wire;

    StopReason(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public boolean malformed() {
        return this == MALFORMED_MODEL_OUTPUT || this == MALFORMED_TOOL_USE;
    }

    public static StopReason fromWire(String wire) {
        return BY_WIRE.getOrDefault(wire, OTHER);
    }
}
