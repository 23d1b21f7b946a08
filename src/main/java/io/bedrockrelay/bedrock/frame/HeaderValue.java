package io.bedrockrelay.bedrock.frame;

import java.time.Instant;
import java.util.UUID;

/// A header's value in one of the ten types of the event-stream specification (true and false are types of their own).
public sealed interface HeaderValue {
    record Bool(boolean value) implements HeaderValue {}

    record Int8(byte value) implements HeaderValue {}

    record Int16(short value) implements HeaderValue {}

    record Int32(int value) implements HeaderValue {}

    record Int64(long value) implements HeaderValue {}

    /// Bytes in base64, since an array would make the record unequal to its own copy.
    record Bytes(String base64) implements HeaderValue {}

    record Text(String value) implements HeaderValue {}

    record Timestamp(Instant value) implements HeaderValue {}

    record Uuid(UUID value) implements HeaderValue {}
}
