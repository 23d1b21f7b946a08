package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;

/// What is said where a client asks for what this relay does not do, and the small answer beside the large one.
public final class Unserved {
    /// The status of `upgrade`, by which clients fall back to HTTP at once; any other costs them tries or the turn.
    public static final int UPGRADE_REQUIRED = 426;

    private static final int LONGEST_ID = 100;

    private Unserved() {}

    /// `POST /v1/responses/compact`.
    public static Failure compact() {
        return new Failure.Invalid(
                null,
                "Compaction is not served here: let the client summarise the conversation (Codex does with a"
                        + " `[model_providers.…]` entry of its own), or start a new one.");
    }

    /// `/v1/responses/{id}` and what is below it.
    public static Failure stored(String id) {
        var shown = id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) + "…" : id;
        return new Failure.NotFound("Response '" + shown + "' is not stored: this relay keeps no responses.");
    }

    /// `POST /v1/completions`.
    public static Failure legacyCompletions() {
        return new Failure.NotFound(
                "The legacy completions API is not served: use /v1/chat/completions or /v1/responses.");
    }

    /// The body for a wish to speak over a WebSocket; no failure of the relay's has this code.
    public static void upgrade(JsonWriter out) {
        out.begin().name("error").begin();
        out.field("message", "WebSocket is not served here: use HTTP.");
        out.field("type", "invalid_request_error").name("param").nil();
        out.field("code", "upgrade_required").end().end();
    }

    /// The body of `POST /v1/responses/input_tokens`.
    public static void inputTokens(long tokens, JsonWriter out) {
        out.begin().field("object", "response.input_tokens");
        out.field("input_tokens", tokens).end();
    }
}
