package io.bedrockrelay.fit.traits;

/// How a model is told to draw from the most likely tokens only.
public enum TopKForm {
    NONE,
    /// `top_k`
    PLAIN,
    /// `inferenceConfig {topK}`
    NOVA
}
