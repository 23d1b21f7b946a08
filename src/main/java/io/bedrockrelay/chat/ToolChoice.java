package io.bedrockrelay.chat;

/// How free the model is to call a tool.
public sealed interface ToolChoice {
    record Auto() implements ToolChoice {}

    /// Some tool must be called.
    record Any() implements ToolChoice {}

    /// No tool may be called, though the history may speak of them.
    record None() implements ToolChoice {}

    /// This tool must be called.
    record Named(String name) implements ToolChoice {}
}
