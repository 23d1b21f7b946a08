package io.bedrockrelay.bedrock.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/// Takes a whole body in, up to a limit. One per answer, on the answer's event loop; tells exactly one outcome.
public final class Body {
    private final Buffer bytes = Buffer.buffer();
    private boolean told;

    /// Reads on until the end, the break or the limit.
    ///
    /// @param whole told the body
    /// @param broken told why there is none, in words for the caller
    public void read(HttpClientResponse response, long limit, Consumer<Buffer> whole, Consumer<String> broken) {
        response.handler(piece -> {
            if (told) {
                return;
            }
            bytes.appendBuffer(piece);
            if (bytes.length() > limit) {
                told = true;
                response.request().reset();
                broken.accept("Bedrock's answer is larger than the limit of " + limit
                        + " bytes (relay.bedrock.max-answer-size).");
            }
        });
        response.exceptionHandler(_ -> {
            if (!told) {
                told = true;
                broken.accept("The connection to Bedrock broke in mid-answer.");
            }
        });
        response.endHandler(_ -> {
            if (!told) {
                told = true;
                whole.accept(bytes);
            }
        });
    }
}
