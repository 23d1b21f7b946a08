package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.exchange.Body;
import io.bedrockrelay.bedrock.exchange.Exchange;
import io.bedrockrelay.bedrock.exchange.Wiring;
import io.bedrockrelay.chat.Failure;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.function.Consumer;

/// One call that is answered as a whole. Runs on the event loop of `context`; `cancel` may come from any thread. Tells
/// one outcome, or none after `cancel`.
final class WholeCall {
    private final Wiring wiring;
    private final ContextInternal context;
    private final Destination call;
    private final Consumer<RawAnswer> outcome;
    private final Exchange exchange;
    private Operation operation = Operation.CONVERSE;
    private Map<String, String> asked = Map.of();
    private boolean done;

    WholeCall(Wiring wiring, ContextInternal context, Destination call, Consumer<RawAnswer> outcome) {
        this.wiring = wiring;
        this.context = context;
        this.call = call;
        this.outcome = outcome;
        exchange =
                new Exchange(wiring, context, call.region(), call.asked(), call.connect(), this::answered, this::fail);
    }

    void send(Operation wanted, Map<String, String> headers, byte[] body) {
        operation = wanted;
        asked = wanted.headers(headers);
        context.runOnContext(_ -> {
            if (!done) {
                exchange.send(call.path(operation), asked, body);
            }
        });
    }

    void cancel() {
        context.runOnContext(_ -> {
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
            fail(problem);
            return;
        }
        new Body(call.memory())
                .read(answer, wiring.maxAnswer(), body -> tell(new RawAnswer.Answered(head, body)), this::fail);
    }

    private void fail(Failure failure) {
        tell(new RawAnswer.Failed(failure));
    }

    private void tell(RawAnswer answer) {
        if (!done) {
            done = true;
            outcome.accept(answer);
        }
    }
}
