package io.bedrockrelay.http.gate;

import io.bedrockrelay.chat.Failure;

/// What is said of a path that does not exist: most often a client's base URL is one segment off.
final class UnknownPath {
    private static final String OPENAI = "Set the client's base URL to this relay's address with /v1 behind it.";
    private static final String ANTHROPIC =
            "Set the client's base URL to this relay's address without a path: the client adds /v1/messages.";
    private static final String BEDROCK =
            "Set the client's endpoint URL to this relay's address without a path: the client adds /model/….";
    private static final String OVERVIEW =
            "The relay's own API is below /api, OpenAI's below /v1, Anthropic's at /v1/messages, Bedrock's below /model.";

    private UnknownPath() {}

    static Failure of(String path) {
        return new Failure.NotFound("There is nothing at this path. " + advice(path));
    }

    private static String advice(String path) {
        if (path.endsWith("/v1/completions")) {
            return "The API of text completions is not served: use /v1/chat/completions.";
        }
        if (path.endsWith("/messages") || path.endsWith("/messages/count_tokens")) {
            return ANTHROPIC;
        }
        if (path.endsWith("/chat/completions") || path.endsWith("/embeddings") || path.endsWith("/models")) {
            return OPENAI;
        }
        if (path.endsWith("/responses") && !path.endsWith("/v1/responses")) {
            return OPENAI;
        }
        boolean runtime = path.endsWith("/converse")
                || path.endsWith("/converse-stream")
                || path.endsWith("/invoke")
                || path.endsWith("/invoke-with-response-stream");
        return runtime ? BEDROCK : OVERVIEW;
    }
}
