package io.bedrockrelay.bedrock.exchange;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
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
            long more = (long) TIMES_A_BYTE * piece.length();
            if (bytes.length() + (long) piece.length() > limit) {
                fail.accept(new Failure.Broken("Bedrock's answer is larger than the limit of " + limit
                        + " bytes (relay.bedrock.max-answer-size)."));
                response.request().reset();
            } else if (!memory.add(more)) {
                fail.accept(new Failure.Overloaded(
                        "The relay has its hands full with other answers; try again shortly.", SHORTLY));
                response.request().reset();
            } else {
                taken += more;
                bytes.appendBuffer(piece);
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
    }
}
