package io.bedrockrelay.bedrock.request;

import io.bedrockrelay.chat.Failure;
import java.util.function.UnaryOperator;

/// What became of a request on its way into Converse's form.
public sealed interface ConverseBody {

    /// The JSON to send, and the way back from the tool names in it to the caller's.
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Written(byte[] json, UnaryOperator<String> toolNames) implements ConverseBody {}

    /// Something that Bedrock cannot be told at all.
    record Refused(Failure.Invalid failure) implements ConverseBody {}
}
