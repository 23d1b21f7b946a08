package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What became of one large request.
///
/// @param status 0 where the connection broke before there was one
record Posted(int status, @Nullable String retryAfter, String text) {
    private static final java.net.http.HttpClient CLIENT = java.net.http.HttpClient.newHttpClient();
    static final Posted BROKEN = new Posted(0, null, "");

    /// @param chunked without a Content-Length
    static CompletableFuture<Posted> to(
            HttpClient client, int port, String path, String key, byte[] body, boolean chunked) {
        var posted = new CompletableFuture<Posted>();
        client.request(HttpMethod.POST, port, "localhost", path)
                .compose(request -> {
                    request.putHeader("Content-Type", "application/json");
                    request.putHeader("Authorization", "Bearer " + key);
                    if (path.startsWith("/v1/messages")) {
                        request.putHeader("anthropic-version", "2023-06-01");
                    }
                    if (!chunked) {
                        return request.send(Buffer.buffer(body));
                    }
                    request.setChunked(true);
                    for (int from = 0; from < body.length; from += 1 << 20) {
                        request.write(Buffer.buffer(body).slice(from, Math.min(body.length, from + (1 << 20))));
                    }
                    return request.send();
                })
                .compose(response -> response.body()
                        .map(text -> new Posted(
                                response.statusCode(),
                                response.getHeader("Retry-After"),
                                text.toString(StandardCharsets.UTF_8))))
                .onComplete(done -> posted.complete(done.succeeded() ? done.result() : BROKEN));
        return posted;
    }

    /// A small request of somebody else.
    static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    static Posted await(CompletableFuture<Posted> posted) throws InterruptedException {
        try {
            return posted.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer within a minute", e);
        }
    }

    /// That it was refused, in the words of the API that the path belongs to.
    static void refused(Posted answer, String path, int status) {
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(status);
        var word =
                switch (path) {
                    case "/api/chat" -> status == 413 ? "\"too_large\"" : "\"overloaded\"";
                    case "/v1/messages", "/v1/messages/count_tokens" ->
                        status == 413 ? "\"request_too_large\"" : "\"overloaded_error\"";
                    case "/v1/chat/completions", "/v1/embeddings", "/v1/responses", "/v1/responses/input_tokens" ->
                        "\"error\":{\"message\"";
                    default -> "\"message\"";
                };
        assertThat(answer.text()).contains(word);
    }
}
