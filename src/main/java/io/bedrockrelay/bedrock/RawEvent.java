package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;

/// What happens on a stream whose frames are passed on as they are: frames, among them exception frames, or a single
/// `Refused`; and `Failed` as the last if what came was not whole.
public sealed interface RawEvent {
    record Framed(Frame frame) implements RawEvent {}

    /// Bedrock answered with an error instead of a stream.
    record Refused(RawAnswer.Answered answer) implements RawEvent {}

    record Failed(Failure failure) implements RawEvent {}
}
