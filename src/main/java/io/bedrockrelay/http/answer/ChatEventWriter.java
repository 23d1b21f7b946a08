package io.bedrockrelay.http.answer;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells events in a dialect.
public final class ChatEventWriter implements StreamWriter<ChatEvent> {
    private final Dialect dialect;
    private final Answering answering;
    private final Supplier<List<Adaptation>> adaptations;
    /// Made when the answer begins: before, somebody else may answer.
    private @Nullable StreamEncoder encoder;
    private final Consumer<Failure> found;

    /// @param adaptations what of the request was adapted, asked once the answer begins
    /// @param found hears of a failure that only the encoder sees
    public ChatEventWriter(
            Dialect dialect, Answering answering, Supplier<List<Adaptation>> adaptations, Consumer<Failure> found) {
        this.dialect = dialect;
        this.answering = answering;
        this.adaptations = adaptations;
        this.found = found;
    }

    @Override
    public @Nullable Failure failure(ChatEvent event) {
        return event instanceof ChatEvent.Failed failed ? failed.failure() : null;
    }

    @Override
    public void refuse(ChatEvent event, HttpServerResponse response) {
        if (event instanceof ChatEvent.Failed failed) {
            Responses.adapted(response, adaptations.get());
            Responses.failure(response, dialect, failed.failure(), answering.requestId());
        }
    }

    @Override
    public void head(HttpServerResponse response) {
        Responses.head(response, answering);
        Responses.adapted(response, adaptations.get());
        response.putHeader(HttpHeaders.CONTENT_TYPE, encoder().contentType());
    }

    @Override
    public void item(ChatEvent event, JsonWriter out) {
        encoder().event(event, out);
        var failure = encoder().broken();
        if (failure != null) {
            found.accept(failure);
        }
    }

    @Override
    public boolean broken() {
        return encoder().broken() != null;
    }

    @Override
    public void end(JsonWriter out) {
        encoder().end(out);
    }

    @Override
    public void keepAlive(JsonWriter out) {
        encoder().keepAlive(out);
    }

    private StreamEncoder encoder() {
        var known = encoder;
        if (known == null) {
            known = dialect.stream(answering);
            encoder = known;
        }
        return known;
    }
}
