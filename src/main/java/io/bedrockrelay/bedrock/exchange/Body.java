package io.bedrockrelay.bedrock.exchange;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.function.Consumer;

/// Takes a whole body in, up to a limit and to its share of the memory. One per answer, on the answer's event loop;
/// tells exactly one outcome. What it took of the share stays taken with a whole body, and is given back with a broken
/// one.
public final class Body {
    /// The bytes themselves and the growing of their buffer, the text that is read out of them, and the caller's answer
    /// with the growing of its own buffer.
    public static final int TIMES_A_BYTE = 6;

    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final MemoryShare memory;
    private final Buffer bytes = Buffer.buffer();
    private long taken;
    private boolean told;

    public Body(MemoryShare memory) {
        this.memory = memory;
    }

    /// Reads on until the end, the break or the limit.
    ///
    /// @param whole told the body
    /// @param broken told why there is none, in words for the caller
    public void read(HttpClientResponse response, long limit, Consumer<Buffer> whole, Consumer<Failure> broken) {
        Consumer<Failure> fail = failure -> {
            if (!told) {
                told = true;
                memory.give(taken);
                broken.accept(failure);
            }
        };
        response.handler(piece -> {
            if (told) {
                return;
            }
            if (admits(bytes.length() + (long) piece.length(), limit, fail)) {
                bytes.appendBuffer(piece);
            } else {
                response.request().reset();
            }
        });
        response.exceptionHandler(
                _ -> fail.accept(new Failure.Broken("The connection to Bedrock broke in mid-answer.")));
        response.endHandler(_ -> {
            if (!told) {
                told = true;
                whole.accept(bytes);
            }
        });
        // An answer that says how long it is has its whole share from the start, or none: of several that grew at the
        // same time none might come to its end.
        if (!admits(announced(response), limit, fail)) {
            response.request().reset();
        }
    }

    /// Whether an answer of so many bytes may be held; else it has failed.
    private boolean admits(long length, long limit, Consumer<Failure> fail) {
        if (length > limit) {
            fail.accept(new Failure.Broken("Bedrock's answer is larger than the limit of " + limit
                    + " bytes (relay.bedrock.max-answer-size)."));
            return false;
        }
        long more = TIMES_A_BYTE * length - taken;
        if (more > 0 && !memory.add(more)) {
            fail.accept(new Failure.Overloaded(
                    "The relay has its hands full with other answers; try again shortly.", SHORTLY));
            return false;
        }
        taken += Math.max(0, more);
        return true;
    }

    private static long announced(HttpClientResponse response) {
        var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }
}
