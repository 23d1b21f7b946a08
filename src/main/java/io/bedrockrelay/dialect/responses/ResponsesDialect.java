package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.responsestream.EventEncoder;
import io.bedrockrelay.dialect.responsestream.Failures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// `POST /v1/responses`, and the reading of `POST /v1/responses/input_tokens`.
public final class ResponsesDialect implements Dialect {
    private final ResponsesSettings settings;
    private final InstantSource clock;

    /// @param clock tells when an answer was complete
    public ResponsesDialect(ResponsesSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Reading read(byte[] body) {
        return RequestReader.read(body, settings);
    }

    @Override
    public void reply(Reply reply, Answering answering, JsonWriter out) {
        EventEncoder.whole(reply, answering, clock, out);
    }

    @Override
    public StreamEncoder stream(Answering answering) {
        var bounds = new EventEncoder.Bounds(settings.keepAliveEvent(), settings.maxAnswer());
        return new EventEncoder(answering, clock, bounds);
    }

    @Override
    public void failure(Failure failure, String requestId, JsonWriter out) {
        Failures.write(failure, out);
    }

    @Override
    public Optional<Failure> broken(Reply reply) {
        return EventEncoder.broken(reply);
    }

    /// Codex tries a throttled turn again only if it is told when.
    @Override
    public Optional<Duration> retryAfter(Failure failure) {
        return Optional.ofNullable(Failures.wait(failure));
    }
}
