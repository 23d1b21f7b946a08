package io.bedrockrelay.http.passthrough;

import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.bedrock.ExceptionFrame;
import io.bedrockrelay.dialect.bedrock.WireMeter;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamWriter;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.supervision.ItemInspector;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Bedrock's own frames for a client of AWS's, bit by bit. What breaks off ends in an exception frame.
final class WireStream implements ItemInspector<RawEvent>, StreamWriter<RawEvent> {
    private final WireOperation operation;
    private final Answering answering;
    private final Call call;
    private final WireMeter meter;

    WireStream(WireOperation operation, Answering answering, Call call) {
        this.operation = operation;
        this.answering = answering;
        this.call = call;
        this.meter = new WireMeter(operation);
    }

    @Override
    public @Nullable Failure failure(RawEvent item) {
        return RawFailures.of(item, call);
    }

    @Override
    public boolean isEnd(RawEvent item) {
        if (item instanceof RawEvent.Framed(Frame frame)) {
            meter.frame(
                    word(frame.messageType()),
                    word(frame.eventType()),
                    frame.bytes(),
                    frame.payloadOffset(),
                    frame.payloadLength());
        }
        return meter.whole();
    }

    @Override
    public @Nullable Usage usage() {
        return meter.usage().equals(Usage.NONE) ? null : meter.usage();
    }

    @Override
    public RawEvent failed(Failure failure) {
        return new RawEvent.Failed(failure);
    }

    @Override
    public void refuse(RawEvent item, HttpServerResponse response) {
        switch (item) {
            case RawEvent.Refused refused -> WireAnswer.pass(refused.answer(), answering, response);
            case RawEvent.Failed _, RawEvent.Framed _ ->
                WireAnswer.failure(Objects.requireNonNull(failure(item)), response);
        }
    }

    @Override
    public void head(HttpServerResponse response) {
        Responses.head(response, answering);
        var head = call.opened();
        if (head != null) {
            WireAnswer.headers(head, response);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/vnd.amazon.eventstream");
    }

    @Override
    public void item(RawEvent item, JsonWriter out) {
        switch (item) {
            case RawEvent.Framed(Frame frame) -> out.verbatim(frame.bytes(), 0, frame.bytes().length);
            case RawEvent.Failed failed -> exception(failed.failure(), out);
            case RawEvent.Refused refused -> exception(refused.answer().failure(), out);
        }
    }

    @Override
    public void end(JsonWriter out) {
        // The last frame was Bedrock's own.
    }

    @Override
    public void keepAlive(JsonWriter out) {
        // The protocol knows none.
    }

    private void exception(Failure failure, JsonWriter out) {
        var frame = ExceptionFrame.of(failure, operation);
        out.verbatim(frame, 0, frame.length);
    }

    private static String word(@Nullable String header) {
        return header == null ? "" : header;
    }
}
