package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.chat.answer.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How one public API reads a request for a chat and writes its answer. Stateless and thread-safe; no I/O.
public interface Dialect {
    /// The status of a body in a form that is not taken.
    int UNSUPPORTED = 415;

    /// The dialect's name in logs and metrics.
    String name();

    /// Bytes of a request body to what they ask for, or to a refusal that names the field.
    Reading read(byte[] body);

    /// The body of a whole answer.
    void reply(Reply reply, Answering answering, JsonWriter out);

    /// The failure that a whole reply stands for where what the model said has no form in this API; asked before
    /// `reply`. A stream's encoder finds it by itself.
    default Optional<Failure> broken(Reply reply) {
        return Optional.empty();
    }

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
        return failure instanceof Failure.Invalid invalid && invalid.isUnknownEncoding()
                ? UNSUPPORTED
                : failure.code().status();
    }

    /// Headers of an answer that failed, in which the clients of this API look for what to do.
    default Map<String, String> headers(Failure failure) {
        return Map.of();
    }

    /// What `Retry-After` says; nothing where waiting does not help, or nobody knows how long.
    default Optional<Duration> retryAfter(Failure failure) {
        return usualWait(failure);
    }

    /// How long to wait, where that is known; where it is not, a second, since throttled clients read the header.
    static Optional<Duration> usualWait(Failure failure) {
        var wait = failure.retryAfter();
        return wait == null && failure.code() == FailureCode.THROTTLED
                ? Optional.of(Duration.ofSeconds(1))
                : Optional.ofNullable(wait);
    }
}
