package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;
import java.util.Map;

/// How one public API reads a request for a chat and writes its answer. Stateless and thread-safe; no I/O.
public interface Dialect {

    /// The dialect's name in logs and metrics.
    String name();

    /// Bytes of a request body to what they ask for, or to a refusal that names the field.
    Reading read(byte[] body);

    /// The body of a whole answer.
    void reply(Reply reply, Answering answering, JsonWriter out);

    /// Whether `Accept: text/event-stream` asks for a stream as well as the body does.
    default boolean streamsOnAccept() {
        return false;
    }

    /// An encoder for one stream.
    StreamEncoder stream(Answering answering);

    /// The body of an answer that failed before it began; its status is the failure code's, but for what
    /// `status` says.
    void failure(Failure failure, String requestId, JsonWriter out);

    /// The HTTP status of a failure.
    default int status(Failure failure) {
        return failure instanceof Failure.Invalid invalid
                        && "request_body_encoding_unsupported".equals(invalid.detail())
                ? 415
                : failure.code().status();
    }

    /// Headers of an answer that failed, in which the clients of this API look for what to do.
    default Map<String, String> headers(Failure failure) {
        return Map.of();
    }
}
