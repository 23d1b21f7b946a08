package io.bedrockrelay.http.answer;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.bedrock.AwsError;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.dialect.responses.ResponsesDialect;
import io.bedrockrelay.dialect.responses.ResponsesSettings;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Surface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/// Answers that failed before they began, in the form of the API that the path belongs to. Does nothing where a head
/// is out already, or the client is gone.
public final class ErrorResponses {
    private static final Dialect RELAY = new RelayDialect();
    private static final Dialect OPENAI = new CompletionsDialect();
    private static final Dialect RESPONSES = new ResponsesDialect(ResponsesSettings.DEFAULT, InstantSource.system());
    private static final Dialect ANTHROPIC = new AnthropicDialect();

    private ErrorResponses() {}

    public static void end(RoutingContext context, Failure failure) {
        var response = context.response();
        switch (Surface.of(context)) {
            case BEDROCK -> {
                if (response.headWritten() || response.closed()) {
                    return;
                }
                if (failure instanceof Failure.NotFound && !Endpoints.isServed(context.normalizedPath())) {
                    unknownOperation(response);
                } else {
                    response.end(aws(failure, response));
                }
            }
            case Surface surface -> Responses.failure(response, dialect(surface), failure, RequestId.of(context));
        }
    }

    /// The same with a status of its own, for which a failure has no word.
    public static void end(RoutingContext context, Failure failure, int status) {
        switch (Surface.of(context)) {
            case BEDROCK -> {
                var response = context.response();
                var body = aws(failure, response);
                response.setStatusCode(status).end(body);
            }
            case Surface surface ->
                Responses.failure(context.response(), dialect(surface), failure, status, RequestId.of(context));
        }
    }

    /// A call that the path does not know: AWS has no such operation, the others say which methods there are.
    public static void wrongMethod(RoutingContext context, Failure failure) {
        if (Surface.of(context) == Surface.BEDROCK) {
            unknownOperation(context.response());
        } else {
            end(context, failure, 405);
        }
    }

    /// What AWS answers to an operation that it does not know.
    public static void unknownOperation(HttpServerResponse response) {
        var out = new JsonWriter();
        AwsError.unknownOperation(out);
        response.putHeader(AwsError.HEADER, AwsError.UNKNOWN_OPERATION_TYPE);
        response.setStatusCode(404).end(Responses.json(response, out));
    }

    /// Sets the head of AWS's error, and gives its body.
    public static Buffer aws(Failure failure, HttpServerResponse response) {
        var error = AwsError.of(failure);
        var out = new JsonWriter();
        error.body(out);
        Dialect.usualWait(failure).ifPresent(wait -> Responses.retryAfter(wait, response));
        response.setStatusCode(error.status())
                .putHeader(AwsError.HEADER, error.type())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return Responses.buffer(out);
    }

    private static Dialect dialect(Surface surface) {
        return switch (surface) {
            case OPENAI -> OPENAI;
            case RESPONSES -> RESPONSES;
            case ANTHROPIC -> ANTHROPIC;
            case RELAY, BEDROCK, NONE -> RELAY;
        };
    }
}
