package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.bedrock.account.Signer;
import io.bedrockrelay.bedrock.answer.ReplyReader;
import io.bedrockrelay.bedrock.exchange.Connections;
import io.bedrockrelay.bedrock.exchange.Wiring;
import io.bedrockrelay.bedrock.request.ConverseBody;
import io.bedrockrelay.bedrock.request.ConverseWriter;
import io.bedrockrelay.bedrock.request.RequestSize;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.memory.LargeWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/// The way to Bedrock's runtime: requests out, answers and streams in.
///
/// Everything returned is cold: subscribing sends, once for each subscriber, and nothing is ever sent twice by itself.
/// Nothing ever fails: a failure is the last item of a stream, or the item of a whole answer. Cancelling closes
/// Bedrock's connection at once. Items come on the event loop of the Vert.x context that is current at subscription
/// (one is made where none is); all methods may be called from any thread.
public final class RuntimeLane implements AutoCloseable {
    private final Vertx vertx;
    private final Wiring wiring;

    /// Connects to nothing yet.
    ///
    /// @param clock the time that signatures carry
    public RuntimeLane(Vertx vertx, BedrockConfig config, Endpoints endpoints, Credentials credentials, Clock clock) {
        this.vertx = vertx;
        wiring = new Wiring(
                endpoints,
                credentials,
                new Signer(clock),
                new Connections(vertx, config),
                Math.toIntExact(config.maxFrameSize().asLongValue()),
                config.maxAnswerSize().asLongValue());
    }

    /// One turn of a conversation as events, in the order that `ChatEvent` promises. A refusal before the stream is a
    /// `Failed` as the only event; a stream that does not end as it should has it as the last.
    public Multi<ChatEvent> converseStream(Destination call, ChatRequest request) {
        return written(call, request, true).onItem().transformToMulti(written -> switch (written) {
            case ConverseBody.Refused refused ->
                Multi.createFrom().<ChatEvent>item(new ChatEvent.Failed(refused.failure()));
            case ConverseBody.Written body ->
                stream(
                        call,
                        Operation.CONVERSE_STREAM,
                        Map.of(),
                        body.json(),
                        () -> new EventInterpreter(body.toolNames()));
        });
    }

    /// One turn of a conversation as a whole.
    public Uni<ConverseOutcome> converse(Destination call, ChatRequest request) {
        return written(call, request, false).flatMap(written -> switch (written) {
            case ConverseBody.Refused refused -> Uni.createFrom().item(new ConverseOutcome.Failed(refused.failure()));
            case ConverseBody.Written body ->
                raw(call, Operation.CONVERSE, Map.of(), body.json()).flatMap(raw -> read(call, raw, body));
        });
    }

    private static Uni<ConverseBody> written(Destination call, ChatRequest request, boolean stream) {
        return LargeWork.of(RequestSize.of(request), call.asked(), () -> ConverseWriter.write(request, stream));
    }

    /// A call whose stream is passed on frame by frame.
    ///
    /// @param headers those that Bedrock is to see besides the lane's own, which they replace
    /// @throws IllegalArgumentException if the operation does not stream
    public Multi<RawEvent> rawStream(Destination call, Operation operation, Map<String, String> headers, byte[] body) {
        if (!operation.streams()) {
            throw new IllegalArgumentException(operation + " is answered as a whole");
        }
        return stream(call, operation, headers, body, () -> new RawInterpreter(operation));
    }

    /// A call whose answer is passed on as it is.
    ///
    /// @param headers those that Bedrock is to see besides the lane's own, which they replace
    /// @throws IllegalArgumentException if the operation streams
    public Uni<RawAnswer> raw(Destination call, Operation operation, Map<String, String> headers, byte[] body) {
        if (operation.streams()) {
            throw new IllegalArgumentException(operation + " is answered as a stream");
        }
        return Uni.createFrom().emitter(emitter -> {
            var whole = new WholeCall(wiring, context(), call, emitter::complete);
            emitter.onTermination(whole::cancel);
            whole.send(operation, headers, body);
        });
    }

    /// Closes all connections; open streams end as broken.
    @Override
    public void close() {
        wiring.connections().close();
    }

    private <T> Multi<T> stream(
            Destination call,
            Operation operation,
            Map<String, String> headers,
            byte[] body,
            Supplier<FrameInterpreter<T>> story) {
        return Multi.createFrom().safePublisher(subscriber -> {
            var stream = new StreamCall<T>(wiring, context(), call, story.get(), subscriber);
            subscriber.onSubscribe(stream);
            stream.send(operation, headers, body);
        });
    }

    private ContextInternal context() {
        return (ContextInternal) vertx.getOrCreateContext();
    }

    private static Uni<ConverseOutcome> read(Destination call, RawAnswer raw, ConverseBody.Written body) {
        return switch (raw) {
            case RawAnswer.Failed failed -> Uni.createFrom().item(new ConverseOutcome.Failed(failed.failure()));
            case RawAnswer.Answered answered
            when !answered.ok() -> Uni.createFrom().item(new ConverseOutcome.Failed(answered.failure()));
            case RawAnswer.Answered answered ->
                LargeWork.of(answered.body().length(), call.memory(), () -> reply(answered, body));
        };
    }

    private static ConverseOutcome reply(RawAnswer.Answered answered, ConverseBody.Written body) {
        try {
            return new ConverseOutcome.Whole(
                    new ReplyReader(body.toolNames()).read(answered.body().getBytes()));
        } catch (IOException _) {
            // The cause would quote the body, which is what the model said.
            return new ConverseOutcome.Failed(new Failure.Broken("Bedrock's answer is not what Converse answers."));
        }
    }
}
