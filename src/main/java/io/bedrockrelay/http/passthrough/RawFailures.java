package io.bedrockrelay.http.passthrough;

import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.bedrock.answer.ErrorFrame;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.Call;
import org.jspecify.annotations.Nullable;

/// What the items of a raw stream tell of failures.
final class RawFailures {
    private RawFailures() {}

    static @Nullable Failure of(RawEvent item, Call call) {
        return switch (item) {
            case RawEvent.Failed failed -> failed.failure();
            case RawEvent.Refused refused -> call.explained(refused.answer().failure());
            case RawEvent.Framed(Frame frame) -> isEvent(frame) ? null : told(frame, call);
        };
    }

    static boolean isEvent(Frame frame) {
        return "event".equals(frame.messageType());
    }

    private static Failure told(Frame frame, Call call) {
        var head = call.opened();
        return call.explained(
                ErrorFrame.read(frame, head == null ? null : head.requestId()).failure());
    }
}
