package io.bedrockrelay.bedrock;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;

/// What became of a call that is answered as a whole.
public sealed interface ConverseOutcome {
    record Whole(Reply reply) implements ConverseOutcome {}

    record Failed(Failure failure) implements ConverseOutcome {}
}
