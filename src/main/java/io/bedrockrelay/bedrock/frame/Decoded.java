package io.bedrockrelay.bedrock.frame;

/// What the decoder can say about the bytes it has so far.
public sealed interface Decoded permits Frame, Decoded.Incomplete, Decoded.Corrupt {

    /// The next frame has not arrived whole.
    enum Incomplete implements Decoded {
        INCOMPLETE
    }

    /// What arrived is not what was sent. The decoder stays in this state: without a trusted length there is no next
    /// frame to be found.
    record Corrupt(String reason) implements Decoded {}
}
