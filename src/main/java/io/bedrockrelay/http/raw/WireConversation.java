package io.bedrockrelay.http.raw;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.wire.Operation;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.Timers;
import io.bedrockrelay.relay.Work;
import io.vertx.core.http.HttpServerRequest;
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
            Operation operation,
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
                    .withSubscriber(new StreamAnswer<>(response, stream, streams, timers, call::close));
        } else {
            call.raw(work(operation), upstream, headers(request), body, timers)
                    .subscribe()
                    .withSubscriber(new WholeAnswer<RawAnswer>(
                            response,
                            answer -> {
                                switch (answer) {
                                    case RawAnswer.Failed failed -> WireAnswer.failure(failed.failure(), response);
                                    case RawAnswer.Answered answered -> {
                                        learn(operation, answered, call);
                                        WireAnswer.pass(answered, answering, response);
                                    }
                                }
                            },
                            call::close));
        }
    }

    public static void refuse(Failure failure, HttpServerRequest request) {
        WireAnswer.failure(failure, request.response());
    }

    /// The caller reads Bedrock's own words; the catalogue may have to learn from them all the same, and the count of
    /// tokens is the relay's business too.
    private static void learn(Operation operation, RawAnswer.Answered answered, Call call) {
        if (answered.ok()) {
            var usage = RawUsage.of(operation, answered);
            if (usage != null) {
                call.metered(usage);
            }
        } else {
            call.explained(answered.failure());
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

    private static Work work(Operation operation) {
        return switch (operation) {
            case CONVERSE, CONVERSE_STREAM -> Work.CHAT;
            case INVOKE, INVOKE_STREAM -> Work.INVOKE;
            case COUNT_TOKENS -> Work.COUNT_TOKENS;
        };
    }

    private static io.bedrockrelay.bedrock.Operation upstream(Operation operation) {
        return switch (operation) {
            case CONVERSE -> io.bedrockrelay.bedrock.Operation.CONVERSE;
            case CONVERSE_STREAM -> io.bedrockrelay.bedrock.Operation.CONVERSE_STREAM;
            case INVOKE -> io.bedrockrelay.bedrock.Operation.INVOKE;
            case INVOKE_STREAM -> io.bedrockrelay.bedrock.Operation.INVOKE_STREAM;
            case COUNT_TOKENS -> io.bedrockrelay.bedrock.Operation.COUNT_TOKENS;
        };
    }
}
