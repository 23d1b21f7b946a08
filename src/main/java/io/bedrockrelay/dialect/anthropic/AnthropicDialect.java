package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.StreamEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The Messages API by translation, for every model that does not speak it itself.
public final class AnthropicDialect implements Dialect {
    private final boolean translating;

    /// For Claude models, whose own words are told as they are.
    public AnthropicDialect() {
        this(false);
    }

    private AnthropicDialect(boolean translating) {
        this.translating = translating;
    }

    /// For other models, whose refusals clients of Claude models would not know.
    public static AnthropicDialect ofOthers() {
        return new AnthropicDialect(true);
    }

    /// A failure in the words that are told.
    public Failure worded(Failure failure) {
        return translating ? ErrorWriter.worded(failure) : failure;
    }

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Reading read(byte[] body) {
        return Field.read(body, MessagesReader::message);
    }

    /// Reads the body of a token count, which is a message's without the need for `max_tokens`.
    public Reading readForCounting(byte[] body) {
        return Field.read(body, MessagesReader::counting);
    }

    /// A reply that stopped over malformed output is written as the error that it is. Whoever sets the status has
    /// to ask `StopReason.malformed` before.
    @Override
    public void reply(Reply reply, Answering answering, JsonWriter out) {
        if (reply.stopReason().malformed()) {
            ErrorWriter.body(ErrorWriter.malformed(reply.stopReason()), answering.requestId(), out);
        } else {
            MessageWriter.write(reply, answering, out);
        }
    }

    @Override
    public StreamEncoder stream(Answering answering) {
        return new MessageStream(answering, this::worded);
    }

    @Override
    public void failure(Failure failure, String requestId, JsonWriter out) {
        ErrorWriter.body(worded(failure), requestId, out);
    }

    @Override
    public int status(Failure failure) {
        return ErrorWriter.status(failure, Dialect.super.status(failure));
    }

    @Override
    public Map<String, String> headers(Failure failure) {
        return ErrorWriter.isFinal(failure) ? Map.of("x-should-retry", "false") : Map.of();
    }

    @Override
    public Optional<Duration> retryAfter(Failure failure) {
        return ErrorWriter.wait(failure, Dialect.super.retryAfter(failure));
    }
}
