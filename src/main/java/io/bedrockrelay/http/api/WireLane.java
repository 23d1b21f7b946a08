package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.Operation;
import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.bedrock.WholeJson;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.http.answer.ErrorResponses;
import io.bedrockrelay.http.answer.Lane;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.RawItem;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.fitting.OutgoingBody;
import io.bedrockrelay.relay.supervision.Timers;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A call on Bedrock's own wire: the body goes to Bedrock as it came, and what Bedrock answers comes back as it is.
///
/// @param body never changed by anybody
@SuppressWarnings("ArrayRecordComponent") // Bodies have megabytes: a copy would cost more than it protects.
record WireLane(WireOperation operation, byte[] body) {
    /// Headers of a call that mean something to Bedrock. Whatever says who the caller is stays here.
    private static final Set<String> PASSED = Set.of("content-type", "accept");

    /// Whether the body is in the model's own form.
    boolean isModelsOwn() {
        return operation == WireOperation.INVOKE || operation == WireOperation.INVOKE_STREAM;
    }

    Lane of(HttpServerRequest request, Call call, Answering answering) {
        return of(request, new OutgoingBody.Verbatim(body), call, answering);
    }

    /// The same for a body that is fitted.
    Lane of(HttpServerRequest request, OutgoingBody fitted, Call call, Answering answering) {
        var headers = headers(request);
        return of(
                request.response(),
                (stream, timers) -> call.rawStream(work(), upstream(), headers, fitted, stream, timers),
                timers -> call.raw(work(), upstream(), headers, fitted, timers),
                call,
                answering);
    }

    private Lane of(
            HttpServerResponse response,
            BiFunction<WireStream, Timers, Multi<RawItem<Frame>>> streamed,
            Function<Timers, Multi<RawAnswer>> whole,
            Call call,
            Answering answering) {
        if (operation.stream()) {
            var stream = new WireStream(operation, answering, call);
            return new Lane.Streamed<>(timers -> streamed.apply(stream, timers), stream);
        }
        return new Lane.Whole<RawAnswer>(whole, answer -> switch (answer) {
            case RawAnswer.Failed(Failure failure) -> ErrorResponses.aws(failure, response);
            case RawAnswer.Answered answered -> whole(answered, call, answering, response);
        });
    }

    /// The caller reads Bedrock's own words; that they are all there, and what they cost, is the relay's business.
    private Buffer whole(RawAnswer.Answered answered, Call call, Answering answering, HttpServerResponse response) {
        if (answered.ok() && !WholeJson.test(answered.body().getBytes())) {
            var failure = new Failure.Broken("Bedrock's answer is not whole.");
            call.failed(failure);
            return ErrorResponses.aws(failure, response);
        }
        var usage = answered.ok() ? WireUsage.of(operation, answered) : null;
        if (usage != null) {
            call.metered(usage);
        }
        return WireAnswer.passed(answered, call, answering, response);
    }

    static Map<String, String> headers(HttpServerRequest request) {
        var headers = new HashMap<String, String>();
        request.headers().forEach(header -> {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (PASSED.contains(name) || name.startsWith("x-amzn-bedrock-")) {
                headers.put(name, header.getValue());
            }
        });
        return headers;
    }

    private Work work() {
        return switch (operation) {
            case CONVERSE, CONVERSE_STREAM -> Work.CHAT;
            case INVOKE, INVOKE_STREAM -> Work.INVOKE;
            case COUNT_TOKENS -> Work.COUNT_TOKENS;
        };
    }

    private Operation upstream() {
        return switch (operation) {
            case CONVERSE -> Operation.CONVERSE;
            case CONVERSE_STREAM -> Operation.CONVERSE_STREAM;
            case INVOKE -> Operation.INVOKE;
            case INVOKE_STREAM -> Operation.INVOKE_STREAM;
            case COUNT_TOKENS -> Operation.COUNT_TOKENS;
        };
    }
}
