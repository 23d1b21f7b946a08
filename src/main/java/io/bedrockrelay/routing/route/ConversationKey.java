package io.bedrockrelay.routing.route;

/// What tells one conversation from another. Read only where the choice hangs on it, and at most once for each call.
@FunctionalInterface
public interface ConversationKey {
    /// Of requests that belong to no conversation.
    ConversationKey NONE = _ -> Affinity.NONE;

    /// Adds to the hash what is the same in all requests of the conversation, and says what that is.
    Affinity feed(SipHash hash);
}
