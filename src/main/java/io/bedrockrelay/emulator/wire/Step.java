package io.bedrockrelay.emulator.wire;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/// One thing done to the socket of a call. A call's whole answer is a sequence of steps, made lazily, so that an
/// answer of any length takes no memory and every misbehaviour is only another sequence.
public sealed interface Step {

    /// Status line and headers. With a `Content-Length` among them the body is not chunked.
    record Head(int status, Map<String, String> headers) implements Step {
        public Head {
            headers = Map.copyOf(headers);
        }
    }

    /// Body bytes, written when the peer has room.
    record Send(Buffer bytes) implements Step {}

    /// Nothing for a while; zero only gives other calls their turn.
    record Wait(Duration time) implements Step {}

    /// Nothing until the gate of this name is opened, or the peer goes.
    record Gate(String name) implements Step {}

    /// The regular end of the body.
    record End() implements Step {}

    /// The connection is closed without the end of the body.
    record Close() implements Step {}

    /// The connection is reset (RST), what is unsent is lost.
    record Cut() implements Step {}
}
