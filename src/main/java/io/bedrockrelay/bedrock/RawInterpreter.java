package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import org.jspecify.annotations.Nullable;

/// A streamed answer told as its own frames. Whether it is whole can be seen of ConverseStream, which says when it
/// stops; of InvokeModel only the model's own last chunk tells, which is for the reader of the chunks.
final class RawInterpreter implements FrameInterpreter<RawEvent> {
    private final boolean mustStop;
    private boolean stopped;
    private boolean excepted;

    RawInterpreter(Operation operation) {
        mustStop = operation == Operation.CONVERSE_STREAM;
    }

    @Override
    public void opened(ResponseHead head) {
        // The frames are told as they are; nothing in them hangs on the head.
    }

    @Override
    public RawEvent frame(Frame frame) {
        if (!"event".equals(frame.messageType())) {
            excepted = true;
        } else if (mustStop && "messageStop".equals(frame.eventType())) {
            stopped = true;
        }
        return new RawEvent.Framed(frame);
    }

    @Override
    public boolean over() {
        return excepted;
    }

    @Override
    public @Nullable RawEvent ended() {
        return stopped || !mustStop
                ? null
                : failed(new Failure.Broken("Bedrock's answer ended before the model had finished."));
    }

    @Override
    public RawEvent lost() {
        return failed(new Failure.Broken("The connection to Bedrock broke in mid-answer."));
    }

    @Override
    public RawEvent failed(Failure failure) {
        return new RawEvent.Failed(failure);
    }

    @Override
    public RawEvent refused(RawAnswer.Answered answer) {
        return new RawEvent.Refused(answer);
    }
}
