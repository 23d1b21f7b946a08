package io.bedrockrelay.relay.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Failure.Upstream;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.relay.Inspectors;
import io.bedrockrelay.relay.ending.CallProgress;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.relay.supervision.CallRules;
import io.bedrockrelay.relay.supervision.OpenCalls;
import io.bedrockrelay.relay.supervision.RetryBudget;
import io.bedrockrelay.relay.supervision.Supervised;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.FailureAdvice;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.RoutePlan;
import io.bedrockrelay.routing.route.RouteWalk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A hundred thousand calls with whatever may go wrong, at whatever moment: what is told comes from one try, and nobody
/// is asked once an answer has begun, its head is out, or its client is gone.
class RandomFaultsTest {
    private static final int CALLS = 100_000;

    private final SplittableRandom random = new SplittableRandom(4711);
    private final Loop loop = new Loop();
    private final CandidateMemory memory = new CandidateMemory(loop::now, random::nextDouble);
    private final List<Candidate> candidates = Simulation.REGIONS.stream()
            .map(region -> Candidate.of(Simulation.target(region), 0, 1, null))
            .toList();
    private final CallRules rules = new CallRules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            4,
            new RetryBudget(1),
            _ -> Duration.ofMillis(100));
    private final MoveRules moves =
            new MoveRules(rules, Duration.ofSeconds(2), 20_000, Duration.ofSeconds(10), InstantSource.system());
    private List<String> ill = List.of();
    private int answered;
    private int moved;
    private int refused;

    @Test
    void nothingIsDoubledAndNobodyIsAskedTooLate() {
        var open = new ArrayList<Call>();
        for (int i = 0; i < CALLS; i++) {
            if (i % 200 == 0) {
                // Else all would be dark or quarantined most of the time.
                var places = new ArrayList<>(Simulation.REGIONS);
                Collections.shuffle(places, new Random(random.nextLong()));
                ill = places.subList(0, random.nextInt(1, 4));
                Simulation.REGIONS.forEach(memory::refreshed);
            }
            var call = new Call();
            call.start();
            open.add(call);
            if (random.nextInt(3) > 0) {
                loop.run();
                open.forEach(Call::check);
                open.clear();
                loop.pass(random.nextLong(50_000_000L));
            }
        }
        loop.run();
        open.forEach(Call::check);
        // The chances below were drawn so that everything happens often.
        assertThat(answered).isGreaterThan(CALLS / 4);
        assertThat(moved).isGreaterThan(CALLS / 100);
        assertThat(refused).isGreaterThan(100);
    }

    private final class Call implements MultiSubscriber<ChatEvent> {
        private final RoutePlan plan = RoutePlan.configured(candidates, null);
        private final Routed told = new Routed(plan);
        private final RoutedTries tries = new RoutedTries(
                new RouteWalk(plan, memory, RouteWalk.Room.ALWAYS),
                memory,
                moves,
                told,
                Reservations.none(),
                true,
                random.nextInt(40_000),
                () -> this.settled);
        private final OpenCalls calls = new OpenCalls(1);
        private final List<String> sent = new ArrayList<>();
        private final List<ChatEvent> heard = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private boolean settled;
        private String settledOn = "";
        private boolean gone;
        private boolean begun;
        private boolean over;
        private int ends;

        void start() {
            new Supervised<>(
                            this::send,
                            Inspectors.EVENTS,
                            rules,
                            tries,
                            loop,
                            calls,
                            new CallProgress(loop::now),
                            new NoAdvice())
                    .subscribe()
                    .withSubscriber(this);
            if (random.nextInt(10) == 0) {
                loop.after(Duration.ofMillis(random.nextInt(3_000)), this::leave);
            }
            if (random.nextInt(10) == 0) {
                loop.after(Duration.ofMillis(random.nextInt(3_000)), () -> {
                    calls.refuseNew();
                    calls.abortAll();
                });
            }
            if (random.nextInt(4) == 0) {
                loop.after(Duration.ofMillis(random.nextInt(1_000)), this::settle);
            }
        }

        private void leave() {
            if (!over) {
                gone = true;
                Objects.requireNonNull(subscription).cancel();
            }
        }

        private void settle() {
            settled = true;
            settledOn = sent.isEmpty() ? "" : sent.getLast();
        }

        private Multi<ChatEvent> send() {
            var region = tries.current().target().region();
            assertThat(gone).as("nobody waits any more").isFalse();
            assertThat(begun).as("an answer has begun").isFalse();
            assertThat(over).as("the call is over").isFalse();
            assertThat(calls.draining()).as("the process is going").isFalse();
            if (settled && !settledOn.isEmpty()) {
                assertThat(region).as("who answers is told").isEqualTo(settledOn);
            }
            moved += sent.isEmpty() || sent.getLast().equals(region) ? 0 : 1;
            sent.add(region);
            int number = sent.size();
            return Multi.createFrom().emitter(emitter -> script(emitter, number));
        }

        private void script(MultiEmitter<? super ChatEvent> emitter, int number) {
            var first = Duration.ofMillis(random.nextInt(10) == 0 ? 12_000 : random.nextInt(1_500));
            var failure = failure(ill.contains(sent.getLast()) ? 16 : 160);
            if (failure != null) {
                loop.after(
                        first, () -> emitter.emit(new ChatEvent.Failed(failure)).complete());
                return;
            }
            int parts = random.nextInt(1, 4);
            int whole = random.nextInt(8);
            for (int i = 0; i < parts; i++) {
                loop.after(first.plusMillis(i * 10L), () -> emitter.emit(new ChatEvent.Text(0, "of " + number)));
            }
            loop.after(first.plusMillis(100), () -> {
                if (whole > 1) {
                    emitter.emit(new ChatEvent.Stopped(StopReason.END_TURN, null, null))
                            .complete();
                } else if (whole == 1) {
                    emitter.complete();
                } else {
                    emitter.emit(new ChatEvent.Failed(new Failure.Broken("It broke off.")))
                            .complete();
                }
            });
        }

        @Override
        public void onSubscribe(Flow.Subscription upstream) {
            subscription = upstream;
            upstream.request(Long.MAX_VALUE);
        }

        @Override
        public void onItem(ChatEvent event) {
            assertThat(gone).isFalse();
            begun |= !(event instanceof ChatEvent.Failed);
            heard.add(event);
        }

        @Override
        public void onFailure(Throwable defect) {
            throw new AssertionError(defect);
        }

        @Override
        public void onCompletion() {
            over = true;
            ends++;
        }

        void check() {
            assertThat(ends).isEqualTo(gone ? 0 : 1);
            var texts = heard.stream()
                    .filter(ChatEvent.Text.class::isInstance)
                    .map(event -> ((ChatEvent.Text) event).text())
                    .distinct()
                    .toList();
            assertThat(texts).as("an answer of one try").hasSizeLessThanOrEqualTo(1);
            if (!texts.isEmpty()) {
                assertThat(texts.getFirst()).isEqualTo("of " + sent.size());
            }
            assertThat(heard.stream().filter(ChatEvent.Failed.class::isInstance))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(sent).hasSizeLessThanOrEqualTo(4);
            answered += begun ? 1 : 0;
            refused += sent.isEmpty() ? 1 : 0;
        }
    }

    private @Nullable Failure failure(int outOf) {
        return switch (random.nextInt(outOf)) {
            case 0, 1 -> new Failure.Throttled("Slow down.", null, new Upstream("ThrottlingException", 429, null));
            case 2, 3 ->
                new Failure.Unavailable("Sorry.", null, new Upstream("ServiceUnavailableException", 503, null));
            case 4, 5 -> new Failure.Unavailable("Bedrock refused the connection.", null, null);
            case 6 -> new Failure.Unavailable("The connection to it broke before an answer came.", null, null);
            case 7 -> new Failure.Broken("It closed.");
            case 8 ->
                random.nextInt(20) == 0
                        ? new Failure.AccessDenied("No.", new Upstream("AccessDeniedException", 403, null))
                        : new Failure.Rejected("Wrong.", new Upstream("ValidationException", 400, null));
            default -> null;
        };
    }

    private static final class NoAdvice implements FailureAdvice {
        @Override
        public CompletableFuture<?> learn(Failure failure) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Failure explained(Failure failure) {
            return failure;
        }
    }

    /// An event loop whose time passes when nothing is left to be done.
    private static final class Loop implements Timers {
        private final PriorityQueue<Task> tasks = new PriorityQueue<>();
        private long now;
        private long order;

        private record Task(long at, long order, Runnable work) implements Comparable<Task> {
            @Override
            public int compareTo(Task other) {
                return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
            }
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public Pending after(Duration delay, Runnable work) {
            var task = new Task(now + delay.toNanos(), order++, work);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public void soon(Runnable work) {
            after(Duration.ZERO, work);
        }

        void run() {
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                now = Math.max(now, task.at());
                task.work().run();
            }
        }

        void pass(long nanos) {
            now += nanos;
        }
    }
}
