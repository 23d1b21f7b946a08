package io.bedrockrelay.http.passthrough;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.bedrock.AwsError;
import io.bedrockrelay.dialect.bedrock.WholeJson;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.http.answer.Responses;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.relay.supervision.Timers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One call on Bedrock's own wire: the body goes to Bedrock as it came, and what Bedrock answers comes back as it is.
public final class WireConversation {
    /// Headers of a call that mean something to Bedrock. Whatever says who the caller is stays here.
    private static final Set<String> PASSED = Set.of("content-type", "accept");

    private WireConversation() {}

    public static void answer(
            HttpServerRequest request,
            WireOperation operation,
            byte[] body,
            Call call,
            Answering answering,
            StreamSettings streams,
            Timers timers) {
        var response = request.response();
        var upstream = upstream(operation);
        if (operation.stream()) {
            var stream = new WireStream(operation, answering, call);
            call.rawStream(work(operation), upstream, headers(request), body, stream, timers)
                    .subscribe()
                    .withSubscriber(new StreamAnswer<>(request, stream, streams, timers, call::close));
        } else {
            call.raw(work(operation), upstream, headers(request), body, timers)
                    .subscribe()
                    .withSubscriber(new WholeAnswer<RawAnswer>(
                            response,
                            answer -> switch (answer) {
                                case RawAnswer.Failed failed -> WireAnswer.failed(failed.failure(), response);
                                case RawAnswer.Answered answered ->
                                    whole(operation, answered, call, answering, response);
                            },
                            streams,
                            timers,
                            call::close));
        }
    }

    /// The caller reads Bedrock's own words; that they are all there, and what they cost, is the relay's business.
    private static Buffer whole(
            WireOperation operation,
            RawAnswer.Answered answered,
            Call call,
            Answering answering,
            HttpServerResponse response) {
        if (answered.ok() && !WholeJson.test(answered.body().getBytes())) {
            var failure = new Failure.Broken("Bedrock's answer is not whole.");
            call.failed(failure);
            return WireAnswer.failed(failure, response);
        }
        meter(operation, answered, call);
        return WireAnswer.passed(answered, answering, response);
    }

    public static void refuse(Failure failure, HttpServerRequest request) {
        WireAnswer.failure(failure, request.response());
    }

    /// What AWS answers to an operation that it does not know.
    public static void unknown(HttpServerRequest request) {
        var out = new JsonWriter();
        AwsError.unknownOperation(out);
        request.response()
                .putHeader("Content-Type", "application/json")
                .setStatusCode(404)
                .end(Responses.buffer(out));
    }

    private static void meter(WireOperation operation, RawAnswer.Answered answered, Call call) {
        var usage = answered.ok() ? WireUsage.of(operation, answered) : null;
        if (usage != null) {
            call.metered(usage);
        }
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

    private static Work work(WireOperation operation) {
        return switch (operation) {
            case CONVERSE, CONVERSE_STREAM -> Work.CHAT;
            case INVOKE, INVOKE_STREAM -> Work.INVOKE;
            case COUNT_TOKENS -> Work.COUNT_TOKENS;
        };
    }

    private static io.bedrockrelay.bedrock.Operation upstream(WireOperation operation) {
        return switch (operation) {
            case CONVERSE -> io.bedrockrelay.bedrock.Operation.CONVERSE;
            case CONVERSE_STREAM -> io.bedrockrelay.bedrock.Operation.CONVERSE_STREAM;
            case INVOKE -> io.bedrockrelay.bedrock.Operation.INVOKE;
            case INVOKE_STREAM -> io.bedrockrelay.bedrock.Operation.INVOKE_STREAM;
            case COUNT_TOKENS -> io.bedrockrelay.bedrock.Operation.COUNT_TOKENS;
        };
    }
}
