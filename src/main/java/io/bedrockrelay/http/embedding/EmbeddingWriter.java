package io.bedrockrelay.http.embedding;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.embedding.EmbeddingAnswer;
import io.bedrockrelay.dialect.embedding.EmbeddingRequest;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamWriter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Writes vectors as they come: two thousand of them together would have a hundred megabytes.
final class EmbeddingWriter implements StreamWriter<EmbeddingPart> {
    private static final Dialect DIALECT = new CompletionsDialect();

    private final EmbeddingRequest request;
    private final Answering answering;
    private int written;
    private long tokens;

    EmbeddingWriter(EmbeddingRequest request, Answering answering) {
        this.request = request;
        this.answering = answering;
    }

    @Override
    public boolean oneBody() {
        return true;
    }

    @Override
    public @Nullable Failure failure(EmbeddingPart part) {
        return part instanceof EmbeddingPart.Failed(Failure failure) ? failure : null;
    }

    @Override
    public void refuse(EmbeddingPart part, HttpServerResponse response) {
        if (part instanceof EmbeddingPart.Failed(Failure failure)) {
            Responses.failure(response, DIALECT, failure, answering.requestId());
        }
    }

    @Override
    public void head(HttpServerResponse response) {
        Responses.head(response, answering);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    @Override
    public void item(EmbeddingPart part, JsonWriter out) {
        if (part instanceof EmbeddingPart.Vectors(var vectors, long read)) {
            tokens += read;
            for (var vector : vectors) {
                if (written == 0) {
                    EmbeddingAnswer.begin(out);
                } else {
                    out.ascii(",");
                }
                EmbeddingAnswer.vector(written++, vector, request.base64(), out);
            }
        }
    }

    @Override
    public void end(JsonWriter out) {
        EmbeddingAnswer.end(request, tokens, out);
    }

    /// Blanks before a value would do no harm, but there is none to wait for: the head comes with the first vectors.
    @Override
    public void keepAlive(JsonWriter out) {}
}
