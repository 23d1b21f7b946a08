package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.answer.EventReader;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A ConverseStream answer told as events.
final class EventInterpreter implements FrameInterpreter<ChatEvent> {
    private final UnaryOperator<String> toolNames;
    private EventReader reader;

    EventInterpreter(UnaryOperator<String> toolNames) {
        this.toolNames = toolNames;
        reader = new EventReader(toolNames, null);
    }

    @Override
    public void opened(ResponseHead head) {
        reader = new EventReader(toolNames, head.requestId());
    }

    @Override
    public @Nullable ChatEvent frame(Frame frame) {
        return reader.read(frame);
    }

    @Override
    public @Nullable ChatEvent more() {
        return reader.more();
    }

    @Override
    public boolean over() {
        return reader.failed();
    }

    @Override
    public @Nullable ChatEvent ended() {
        return reader.stopped()
                ? reader.untold()
                : failed(new Failure.Broken("Bedrock's answer ended before the model had finished."));
    }

    /// What it means after the model has told why it stopped is for whoever tells the caller.
    @Override
    public ChatEvent lost() {
        var untold = reader.untold();
        if (untold != null) {
            return untold;
        }
        return failed(new Failure.Broken(
                reader.stopped()
                        ? "The connection to Bedrock broke before the answer's tokens were told."
                        : "The connection to Bedrock broke before the model had finished."));
    }

    @Override
    public ChatEvent failed(Failure failure) {
        return new ChatEvent.Failed(failure);
    }

    @Override
    public ChatEvent refused(RawAnswer.Answered answer) {
        return failed(answer.failure());
    }
}
