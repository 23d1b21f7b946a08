package io.bedrockrelay.http.passthrough;

import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeEvents;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamWriter;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.supervision.ItemInspector;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// A Claude model's own stream for a client of Anthropic's: what is inside of each chunk becomes a server-sent event,
/// byte for byte. It judges and tells the same items, so that each chunk is decoded once.
final class ClaudeStream implements ItemInspector<RawEvent>, StreamWriter<RawEvent> {
    private final AnthropicDialect dialect;
    private final Answering answering;
    private final Call call;
    private final ClaudeEvents stream = new ClaudeEvents();
    /// The item between being judged and being told.
    private final JsonWriter judged = new JsonWriter();

    ClaudeStream(AnthropicDialect dialect, Answering answering, Call call) {
        this.dialect = dialect;
        this.answering = answering;
        this.call = call;
    }

    @Override
    public @Nullable Failure failure(RawEvent item) {
        return RawFailures.of(item, call);
    }

    @Override
    public boolean isEnd(RawEvent item) {
        judged.reset();
        if (item instanceof RawEvent.Framed(Frame frame) && RawFailures.isEvent(frame)) {
            int from = frame.payloadOffset();
            stream.chunk(frame.bytes(), from, from + frame.payloadLength(), judged);
        }
        return stream.meter().whole();
    }

    @Override
    public @Nullable Usage usage() {
        // The count at the start of a message is not the last.
        return stream.meter().stopReason() == null ? null : stream.meter().usage();
    }

    @Override
    public RawEvent failed(Failure failure) {
        return new RawEvent.Failed(failure);
    }

    @Override
    public void refuse(RawEvent item, HttpServerResponse response) {
        var failure = failure(item);
        if (failure != null) {
            Responses.failure(response, dialect, failure, answering.requestId());
        }
    }

    @Override
    public void head(HttpServerResponse response) {
        Responses.head(response, answering);
        response.putHeader(HttpHeaders.CONTENT_TYPE, stream.contentType());
    }

    @Override
    public void item(RawEvent item, JsonWriter out) {
        var failure = failure(item);
        if (failure == null) {
            out.verbatim(judged.array(), 0, judged.size());
        } else if (stream.meter().error() == null) {
            // Where the model itself told an error, its own words went out already.
            stream.failed(failure, out);
        }
    }

    @Override
    public void end(JsonWriter out) {
        // `message_stop` was Bedrock's own.
    }

    @Override
    public void keepAlive(JsonWriter out) {
        stream.keepAlive(out);
    }
}
