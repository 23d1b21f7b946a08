package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.exchange.Body;
import io.bedrockrelay.bedrock.exchange.Exchange;
import io.bedrockrelay.bedrock.exchange.Wiring;
import io.bedrockrelay.bedrock.frame.Decoded;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.bedrock.frame.FrameDecoder;
import io.bedrockrelay.chat.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One streamed call, as its one subscriber sees it. Everything runs on the event loop of `context`; `request` and
/// `cancel` may come from any thread.
///
/// Demand reaches the socket: one piece of the answer is read ahead, its frames are taken as they are asked for, and
/// nothing more is read before they are all taken. What arrived in one piece is told in one go.
final class StreamCall<T> implements Flow.Subscription {
    /// An error's body; AWS's are far smaller.
    private static final long ERROR_BODY = 1024 * 1024;

    private final ContextInternal context;
    private final Destination call;
    private final FrameInterpreter<T> story;
    private final Flow.Subscriber<? super T> subscriber;
    private final Exchange exchange;
    private final FrameDecoder decoder;
    private Operation operation = Operation.CONVERSE_STREAM;
    private Map<String, String> asked = Map.of();
    private @Nullable HttpClientResponse response;
    /// What is told last, asked for when all frames are told; set when nothing more will be read.
    private @Nullable Supplier<@Nullable T> ending;
    private long demand;
    /// A piece was asked for and has not come yet.
    private boolean reading;
    /// The decoder has no whole frame left.
    private boolean hungry = true;
    private boolean telling;
    private boolean done;

    StreamCall(
            Wiring wiring,
            ContextInternal context,
            Destination call,
            FrameInterpreter<T> story,
            Flow.Subscriber<? super T> subscriber) {
        this.context = context;
        this.call = call;
        this.story = story;
        this.subscriber = subscriber;
        exchange = new Exchange(
                wiring, context, call.region(), call.asked(), call.connect(), this::answered, this::failed);
        decoder = new FrameDecoder(wiring.maxFrame());
    }

    void send(Operation wanted, Map<String, String> headers, byte[] body) {
        operation = wanted;
        asked = wanted.headers(headers);
        onLoop(() -> {
            if (!done) {
                exchange.send(call.path(operation), asked, body);
            }
        });
    }

    @Override
    public void request(long n) {
        onLoop(() -> {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            tell();
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            if (!done) {
                done = true;
                exchange.cancel();
            }
        });
    }

    private void answered(HttpClientResponse answer) {
        var head = ResponseHead.of(answer);
        call.opened().accept(head);
        var problem = AnswerCheck.problem(operation, asked, head);
        if (problem != null) {
            // Its end is of this side's making.
            answer.exceptionHandler(_ -> {});
            exchange.cancel();
            failed(problem);
            return;
        }
        if (!head.ok()) {
            new Body(call.memory())
                    .read(answer, ERROR_BODY, body -> refused(head, body), _ -> refused(head, Buffer.buffer()));
            return;
        }
        response = answer.pause();
        story.opened(head);
        answer.handler(this::read);
        answer.endHandler(_ -> end(() -> decoder.atBoundary() ? story.ended() : story.lost()));
        answer.exceptionHandler(_ -> lost(answer));
        tell();
    }

    private void refused(ResponseHead head, Buffer body) {
        end(() -> story.refused(new RawAnswer.Answered(head, body)));
    }

    private void failed(Failure failure) {
        end(() -> story.failed(failure));
    }

    private void read(Buffer piece) {
        if (done) {
            return;
        }
        reading = false;
        hungry = false;
        decoder.feed(piece);
        tell();
    }

    /// What arrived before the break still counts: an exception frame in it is the true reason. Vert.x tells of the
    /// break at once, ahead of pieces that nobody had asked for yet; they are called in and told first.
    private void lost(HttpClientResponse answer) {
        reading = true;
        answer.fetch(Long.MAX_VALUE);
        context.runOnContext(_ -> end(story::lost));
    }

    private void end(Supplier<@Nullable T> how) {
        if (ending == null) {
            ending = how;
            tell();
        }
    }

    private void tell() {
        if (telling) {
            return;
        }
        telling = true;
        boolean more = true;
        while (more && !done) {
            more = hungry ? finish() : next();
        }
        telling = false;
        if (response != null && !done && hungry && !reading && ending == null) {
            reading = true;
            response.fetch(1);
        }
    }

    /// Tells the next frame; false if it has to wait for demand.
    private boolean next() {
        if (demand == 0) {
            return false;
        }
        var besides = story.more();
        if (besides != null) {
            told(besides);
            return true;
        }
        switch (decoder.next()) {
            case Frame frame -> tell(frame);
            case Decoded.Incomplete _ -> hungry = true;
            case Decoded.Corrupt corrupt -> {
                hungry = true;
                ending = () ->
                        story.failed(new Failure.Broken("Bedrock's answer is damaged: " + corrupt.reason() + "."));
                exchange.cancel();
            }
        }
        return true;
    }

    private void tell(Frame frame) {
        told(story.frame(frame));
    }

    private void told(@Nullable T item) {
        if (item != null) {
            pass(item);
        }
        if (!done && story.over()) {
            done = true;
            exchange.cancel();
            subscriber.onComplete();
        }
    }

    /// Tells the end if there is one and it can be told.
    private boolean finish() {
        if (ending == null) {
            return false;
        }
        var last = ending.get();
        if (last != null) {
            if (demand == 0) {
                return false;
            }
            pass(last);
        }
        if (!done) {
            done = true;
            subscriber.onComplete();
        }
        return false;
    }

    private void pass(T item) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        subscriber.onNext(item);
    }

    private void onLoop(Runnable action) {
        if (context.inThread()) {
            action.run();
        } else {
            context.runOnContext(_ -> action.run());
        }
    }
}
