package io.bedrockrelay.fit.traits;

/// Which thoughts of earlier answers a model takes back: only its own, ever. There is no store that would know whose
/// they are, so that it shows from their form.
public enum Thoughts {
    NONE,
    /// Text with Claude's signature, and what Claude encrypted.
    SIGNED,
    /// Text without any proof.
    UNSIGNED,
    /// Encrypted as `rsn_…`, as GPT and Grok do.
    ENCRYPTED
}
