package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.answer.ErrorAnswer;
import io.bedrockrelay.chat.Failure;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a call whose answer is passed on as it is.
public sealed interface RawAnswer {

    /// The failure that an answer is; null where it is none.
    static @Nullable Failure problem(RawAnswer answer) {
        return switch (answer) {
            case Failed(Failure failure) -> failure;
            case Answered answered -> answered.ok() ? null : answered.failure();
        };
    }

    /// Bedrock answered, well or with an error of its own.
    record Answered(ResponseHead head, Buffer body) implements RawAnswer {
        public boolean ok() {
            return head.ok();
        }

        /// What an answer that is not `ok` means.
        public Failure failure() {
            return ErrorAnswer.read(
                            head.status(),
                            head.headers().get("x-amzn-ErrorType"),
                            head.requestId(),
                            head.headers().get("Retry-After"),
                            head.headers().get("Date"),
                            Instant.now(),
                            body.getBytes())
                    .failure();
        }

        @Override
        public String toString() {
            return "Answered[" + head.status() + ", " + body.length() + " bytes]";
        }
    }

    /// There is no answer, or no whole one.
    record Failed(Failure failure) implements RawAnswer {}
}
