package io.bedrockrelay.fit.traits;

/// How a family of models is told how hard to think, among its own fields.
public enum EffortForm {
    /// Not at all: it thinks as it likes, or never.
    NONE,
    /// `thinking {type: enabled, budget_tokens}`
    BUDGET,
    /// `thinking {type: adaptive}` and `output_config {effort}`
    ADAPTIVE,
    /// `reasoningConfig {type: enabled, maxReasoningEffort}`
    NOVA,
    /// `reasoning_effort`, a word
    WORD,
    /// `reasoning {effort}`
    OBJECT,
    /// `reasoning_config`, a word
    QWEN;
}
