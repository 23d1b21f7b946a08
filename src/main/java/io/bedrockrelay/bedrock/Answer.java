package io.bedrockrelay.bedrock;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Reply;

/// What became of a call that is answered as a whole.
public sealed interface Answer {
    record Whole(Reply reply) implements Answer {}

    record Failed(Failure failure) implements Answer {}
}
