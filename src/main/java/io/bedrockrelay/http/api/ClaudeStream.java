package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeEvent;
import io.bedrockrelay.dialect.claude.ClaudeEvents;
import io.bedrockrelay.dialect.claude.NewerMembers;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamWriter;
import io.bedrockrelay.relay.RawItem;
import io.bedrockrelay.relay.RawReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A Claude model's own stream for a client of Anthropic's: what is inside of each chunk becomes a server-sent event,
/// byte for byte.
final class ClaudeStream implements RawReader<ClaudeEvent>, StreamWriter<RawItem<ClaudeEvent>> {
    private final AnthropicDialect dialect;
    private final Answering answering;
    private final BooleanSupplier older;
    private final Supplier<List<Adaptation>> adaptations;
    private final ClaudeEvents events = new ClaudeEvents();

    /// @param older whether the events lack members that the caller's version promises
    /// @param adaptations what of the request was adapted, asked once the answer begins
    ClaudeStream(
            AnthropicDialect dialect,
            Answering answering,
            BooleanSupplier older,
            Supplier<List<Adaptation>> adaptations) {
        this.dialect = dialect;
        this.answering = answering;
        this.older = older;
        this.adaptations = adaptations;
    }

    @Override
    public RawItem<ClaudeEvent> read(Frame frame) {
        if (!"chunk".equals(frame.eventType())) {
            // Bedrock may come to say more beside the model's own events; this client has no word for it.
            return new RawItem.Passed<>(ClaudeEvent.NONE, events.meter().whole());
        }
        int from = frame.payloadOffset();
        var event = events.read(frame.bytes(), from, from + frame.payloadLength());
        return event == null
                ? new RawItem.Failed<>(new Failure.Broken("Bedrock sent a chunk that cannot be read."), null)
                : new RawItem.Passed<>(event, events.meter().whole());
    }

    @Override
    public @Nullable Usage usage() {
        // The count at the start of a message is not the last.
        return events.meter().stopReason() == null ? null : events.meter().usage();
    }

    @Override
    public boolean isWholeAtEnd() {
        return true;
    }

    @Override
    public @Nullable Failure failure(RawItem<ClaudeEvent> item) {
        return RawItem.failure(item);
    }

    @Override
    public void refuse(RawItem<ClaudeEvent> item, HttpServerResponse response) {
        var failure = failure(item);
        if (failure != null) {
            Responses.adapted(response, adaptations.get());
            Responses.failure(response, dialect, failure, answering.requestId());
        }
    }

    @Override
    public void head(HttpServerResponse response) {
        Responses.head(response, answering);
        Responses.adapted(response, adaptations.get());
        response.putHeader(HttpHeaders.CONTENT_TYPE, events.contentType());
    }

    @Override
    public void item(RawItem<ClaudeEvent> item, JsonWriter out) {
        switch (item) {
            case RawItem.Passed<ClaudeEvent> passed ->
                events.write(older.getAsBoolean() ? NewerMembers.event(passed.value()) : passed.value(), out);
            case RawItem.Failed<ClaudeEvent> failed -> {
                // Where the model itself told an error, its own words went out already.
                if (events.meter().error() == null) {
                    events.failed(failed.failure(), out);
                }
            }
        }
    }

    @Override
    public void end(JsonWriter out) {
        events.end(answering, out);
    }

    @Override
    public void keepAlive(JsonWriter out) {
        events.keepAlive(out);
    }
}
