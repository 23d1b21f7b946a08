package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import org.jspecify.annotations.Nullable;

/// How one stream is told: as events of the relay's vocabulary, or as frames. One per stream; the methods that return
/// null have nothing to tell.
interface FrameInterpreter<T> {
    void opened(ResponseHead head);

    @Nullable
    T frame(Frame frame);

    /// What the last frame said besides; asked again until there is nothing more.
    default @Nullable T more() {
        return null;
    }

    /// Whether what was told last ends the stream, whatever follows on the wire.
    boolean over();

    /// Bedrock's answer ended, at a frame's boundary, as HTTP has it.
    @Nullable
    T ended();

    /// The connection broke.
    @Nullable
    T lost();

    T failed(Failure failure);

    T refused(RawAnswer.Answered answer);
}
