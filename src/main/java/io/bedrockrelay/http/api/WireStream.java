package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.bedrock.ExceptionFrame;
import io.bedrockrelay.dialect.bedrock.WireMeter;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamWriter;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.RawItem;
import io.bedrockrelay.relay.RawReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Bedrock's own frames for a client of AWS's, bit by bit. What breaks off ends in an exception frame.
final class WireStream implements RawReader<Frame>, StreamWriter<RawItem<Frame>> {
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
    public RawItem<Frame> read(Frame frame) {
        meter.frame(
                Objects.requireNonNullElse(frame.messageType(), ""),
                Objects.requireNonNullElse(frame.eventType(), ""),
                frame.bytes(),
                frame.payloadOffset(),
                frame.payloadLength());
        return new RawItem.Passed<>(frame, meter.whole());
    }

    @Override
    public @Nullable Usage usage() {
        return meter.usage().equals(Usage.NONE) ? null : meter.usage();
    }

    @Override
    public boolean expectsUsage() {
        return operation == WireOperation.CONVERSE_STREAM;
    }

    @Override
    public @Nullable Failure failure(RawItem<Frame> item) {
        return RawItem.failure(item);
    }

    @Override
    public void refuse(RawItem<Frame> item, HttpServerResponse response) {
        if (!(item instanceof RawItem.Failed<Frame> failed)) {
            return;
        }
        if (failed.cause() instanceof RawEvent.Refused refused) {
            WireAnswer.end(refused.answer(), call, answering, response);
        } else if (failed.cause() instanceof RawEvent.Framed(Frame first)) {
            WireAnswer.end(first, failed.failure(), call, response);
        } else if (!response.headWritten() && !response.closed()) {
            response.end(ErrorResponses.aws(failed.failure(), response));
        }
    }

    @Override
    public void head(HttpServerResponse response) {
        Responses.head(response, answering);
        Responses.adapted(response, call.adaptations());
        var head = call.opened();
        if (head != null) {
            WireAnswer.headers(head, response);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/vnd.amazon.eventstream");
    }

    @Override
    public void item(RawItem<Frame> item, JsonWriter out) {
        switch (item) {
            case RawItem.Passed<Frame> passed -> frame(passed.value(), out);
            case RawItem.Failed<Frame> failed -> {
                if (failed.cause() instanceof RawEvent.Framed(Frame exception) && isForThem(exception)) {
                    frame(exception, out);
                } else {
                    var frame = ExceptionFrame.of(failed.failure(), operation);
                    out.verbatim(frame, 0, frame.length);
                }
            }
        }
    }

    /// Whether the caller may read all of an exception.
    private boolean isForThem(Frame exception) {
        var words = new String(
                exception.bytes(), exception.payloadOffset(), exception.payloadLength(), StandardCharsets.UTF_8);
        return call.discreet(words).equals(words);
    }

    private static void frame(Frame frame, JsonWriter out) {
        out.verbatim(frame.bytes(), 0, frame.bytes().length);
    }

    @Override
    public void end(JsonWriter out) {
        // The last frame was Bedrock's own.
    }

    @Override
    public void keepAlive(JsonWriter out) {
        // The protocol knows none.
    }
}
