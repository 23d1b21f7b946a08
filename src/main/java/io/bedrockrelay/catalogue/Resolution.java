package io.bedrockrelay.catalogue;

/// What became of a model name in a Region under a policy: the one id to invoke, or the reason why there is none.
public sealed interface Resolution permits Target, Refusal {

    /// The name as the client wrote it.
    String requested();

    /// The Region the name was looked up in.
    String region();
}
