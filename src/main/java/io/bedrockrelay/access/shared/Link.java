package io.bedrockrelay.access.shared;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The way to Redis, and whether there is one at the moment. An outage is told once, and so is its end. While it lasts
/// one call a second tries; the others do not wait for what will not come. One per process, thread-safe, never blocks.
final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /// @param since when this began
    /// @param nextTry from when on a call may ask again; only of meaning while down
    record State(boolean up, Instant since, Instant nextTry) {}

    private final Redis redis;
    private final InstantSource clock;
    private final AtomicReference<State> state;

    Link(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.state = new AtomicReference<>(new State(true, clock.instant(), Instant.MIN));
    }

    State state() {
        return state.get();
    }

    /// Whether the caller may ask now. While Redis is down only one caller a second may.
    boolean mayAsk() {
        var now = clock.instant();
        var seen = state.get();
        return seen.up()
                || (!now.isBefore(seen.nextTry())
                        && state.compareAndSet(seen, new State(false, seen.since(), now.plus(BETWEEN_TRIES))));
    }

    /// Runs a script, whether or not it should be asked. Fails with what Redis or the network said.
    CompletableFuture<Response> run(LuaScript script, List<String> keys, List<String> arguments) {
        var answer = new CompletableFuture<Response>();
        redis.send(request(Command.EVALSHA, script.sha1(), keys, arguments))
                .onSuccess(response -> answered(response, answer))
                .onFailure(failure -> {
                    if (String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")) {
                        redis.send(request(Command.EVAL, script.text(), keys, arguments))
                                .onSuccess(response -> answered(response, answer))
                                .onFailure(other -> unanswered(other, answer));
                    } else {
                        unanswered(failure, answer);
                    }
                });
        return answer;
    }

    private void answered(@Nullable Response response, CompletableFuture<Response> answer) {
        if (response == null) {
            unanswered(new IllegalStateException("an empty answer"), answer);
        } else {
            answers();
            answer.complete(response);
        }
    }

    private void unanswered(Throwable failure, CompletableFuture<Response> answer) {
        failed(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        answer.completeExceptionally(failure);
    }

    /// Redis did not answer in time, or not as it should.
    void failed(String reason) {
        var now = clock.instant();
        var before =
                state.getAndUpdate(seen -> new State(false, seen.up() ? now : seen.since(), now.plus(BETWEEN_TRIES)));
        if (before.up()) {
            LOG.errorf(
                    "Redis cannot be asked (%s): limits do not hold over all replicas from now on; what becomes of"
                            + " calls is set by relay.access.redis.budgets and relay.access.redis.rates.",
                    reason);
        }
    }

    private void answers() {
        if (!state.get().up()) {
            var before = state.getAndSet(new State(true, clock.instant(), Instant.MIN));
            if (!before.up()) {
                LOG.infof("Redis answers again, after %s: limits hold over all replicas.", since(before));
            }
        }
    }

    private Duration since(State before) {
        return Duration.ofSeconds(
                Duration.between(before.since(), clock.instant()).toSeconds());
    }

    private static Request request(Command command, String script, List<String> keys, List<String> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
