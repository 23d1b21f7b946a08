package io.bedrockrelay.emulator.wire;

import io.vertx.core.buffer.Buffer;

/// One encoded message of a stream and what it is: the event's type, or for chunks of InvokeModel the type inside.
public record EncodedFrame(String type, Buffer bytes) {}
