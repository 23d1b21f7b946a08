package io.bedrockrelay.http.admin;

import io.bedrockrelay.catalogue.view.Check;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.check.CheckProgress;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.http.answer.StreamWriter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Progress as server-sent events: `start`, `check` for each model, `stop`. Without `stop` the run was cut short.
final class CheckProgressWriter implements StreamWriter<CheckProgress> {
    private final String requestId;

    CheckProgressWriter(String requestId) {
        this.requestId = requestId;
    }

    @Override
    public @Nullable Failure failure(CheckProgress item) {
        // What fails is a check, which is an item like any other.
        return null;
    }

    @Override
    public void refuse(CheckProgress item, HttpServerResponse response) {
        throw new IllegalStateException("progress never refuses");
    }

    @Override
    public void head(HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
    }

    @Override
    public void item(CheckProgress item, JsonWriter out) {
        switch (item) {
            case CheckProgress.Begun begun ->
                open("start", out)
                        .field("requestId", requestId)
                        .field("region", begun.region())
                        .field("total", begun.total());
            case CheckProgress.Checked checked -> checked(checked, open("check", out));
            case CheckProgress.Ended ended ->
                open("stop", out).field("verified", ended.verified()).field("failed", ended.failed());
        }
        out.end().ascii("\n\n");
    }

    @Override
    public void end(JsonWriter out) {
        // `stop` has said everything.
    }

    @Override
    public void keepAlive(JsonWriter out) {
        out.ascii(": keep-alive\n\n");
    }

    private static JsonWriter open(String event, JsonWriter out) {
        return out.ascii("event: ").ascii(event).ascii("\ndata: ").begin();
    }

    /// The members of one model's result.
    static void checked(CheckProgress.Checked checked, JsonWriter out) {
        out.field("model", checked.modelId()).field("region", checked.region()).name("check");
        check(checked.check(), out);
    }

    private static void check(Check check, JsonWriter out) {
        out.begin().field("verified", check.verified()).field("at", check.at().toString());
        text("invocationId", check.invocationId(), out);
        if (check.firstTokenMs() != null) {
            out.field("firstTokenMs", check.firstTokenMs());
        }
        text("reason", check.reason(), out);
        text("error", check.error(), out);
        text("detail", check.detail(), out);
        out.end();
    }

    private static void text(String name, @Nullable String value, JsonWriter out) {
        if (value != null) {
            out.field(name, value);
        }
    }
}
