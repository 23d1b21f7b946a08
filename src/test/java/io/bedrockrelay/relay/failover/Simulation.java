package io.bedrockrelay.relay.failover;

import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.relay.ending.Routed;
import io.bedrockrelay.relay.failover.SimulatedRegion.Meeting;
import io.bedrockrelay.relay.supervision.Backoff;
import io.bedrockrelay.relay.supervision.CallRules;
import io.bedrockrelay.relay.supervision.RetryBudget;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.CandidateMemory;
import io.bedrockrelay.routing.route.RoutePlan;
import io.bedrockrelay.routing.route.RouteWalk;
import io.bedrockrelay.routing.route.SipHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Three replicas before three Regions on a virtual clock, event by event: the relay's own classes choose, remember,
/// move and give up; only the network and Bedrock are made up. The same seed gives the same figures everywhere.
final class Simulation {
    static final int MAX_TOKENS = 1_000;
    static final List<String> REGIONS = List.of("us-east-1", "us-east-2", "us-west-2");
    static final int CONVERSATIONS = 1_000;
    static final int TURNS = 20;
    private static final int REPLICAS = 3;
    private static final String MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final Duration SLOW = Duration.ofSeconds(30);
    /// Of one Region: two of them carry everything, one does not.
    private static final double TOKENS_PER_MINUTE = 16e6;

    enum Choice {
        /// The relay's.
        AFFINE,
        /// What others do: each request to the next Region, and on to the next after a failure; nothing is remembered.
        ROUND_ROBIN,
        /// All to one Region, against which cache writes are measured.
        SINGLE
    }

    /// One request.
    record Turn(int conversation, int number, long at, int replica, int prompt, int output, int home) {}

    private record Event(long at, long order, Runnable action) {}

    private final Choice choice;
    private final long seed;
    private final SplittableRandom random;
    private final List<SimulatedRegion> regions = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>((one, other) ->
            one.at() == other.at() ? Long.compare(one.order(), other.order()) : Long.compare(one.at(), other.at()));
    private final Figures figures = new Figures();
    private final InstantSource wall;
    private long now;
    private long order;
    private int next;

    private record Replica(CandidateMemory memory, MoveRules rules) {}

    private Simulation(Scenario scenario, Choice choice, long seed) {
        this.choice = choice;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.wall = () -> Instant.EPOCH.plusNanos(now);
        int count = choice == Choice.SINGLE ? 1 : REGIONS.size();
        double room = choice == Choice.SINGLE ? TOKENS_PER_MINUTE * REGIONS.size() : TOKENS_PER_MINUTE;
        for (int i = 0; i < count; i++) {
            regions.add(new SimulatedRegion(REGIONS.get(i), scenario.faults().get(i), room));
            candidates.add(Candidate.of(target(REGIONS.get(i)), 0, 1, null));
        }
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new Replica(memory(), rules()));
        }
    }

    static Figures run(Scenario scenario, Choice choice, long seed) {
        var simulation = new Simulation(scenario, choice, seed);
        simulation.conversations();
        simulation.run();
        return simulation.figures;
    }

    private CandidateMemory memory() {
        var jitter = random.split();
        return new CandidateMemory(() -> now, jitter::nextDouble);
    }

    private MoveRules rules() {
        var pauses = random.split();
        var rules = new CallRules(
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                3,
                new RetryBudget(0.2),
                attempt -> Backoff.before(attempt, pauses));
        return new MoveRules(rules, Duration.ofSeconds(2), 20_000, SLOW, wall);
    }

    /// Poisson: conversations begin within 20 minutes, a turn follows half a minute after the one before.
    private void conversations() {
        var people = new SplittableRandom(~seed);
        long start = 0;
        for (int c = 0; c < CONVERSATIONS; c++) {
            start += exponential(people, TimeUnit.MINUTES.toNanos(20) / CONVERSATIONS);
            long at = start;
            int prompt = people.nextInt(2_000, 12_000);
            int home = home(c);
            for (int t = 0; t < TURNS; t++) {
                int output = people.nextInt(100, 800);
                var turn = new Turn(c, t, at, people.nextInt(REPLICAS), prompt, output, home);
                schedule(at, () -> begin(turn));
                prompt += output + people.nextInt(50, 600);
                at += exponential(people, TimeUnit.SECONDS.toNanos(30));
            }
        }
    }

    private int home(int conversation) {
        return choice == Choice.AFFINE ? candidates.indexOf(affine(conversation).home()) : 0;
    }

    private RoutePlan affine(int conversation) {
        long key = new SipHash()
                .add("the key team-a")
                .add(MODEL)
                .add("Conversation " + conversation + " of " + seed)
                .end();
        return RoutePlan.affine(candidates, null, Affinity.PREFIX, key);
    }

    private void run() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            now = event.at();
            event.action().run();
        }
    }

    private void schedule(long at, Runnable action) {
        events.add(new Event(at, order++, action));
    }

    private void begin(Turn turn) {
        var replica = replicas.get(turn.replica());
        replica.rules().rules().budget().call();
        var walk = walk(turn, replica);
        var told = new Routed(walk.plan());
        var memory = choice == Choice.ROUND_ROBIN ? memoryless : replica.memory();
        var call = new Call(
                turn,
                new RoutedTries(
                        walk, memory, replica.rules(), told, Reservations.none(), true, turn.prompt(), () -> false));
        var refused = call.tries.begin();
        if (refused == null) {
            send(call);
        } else {
            end(call, refused);
        }
    }

    /// Thrown away after each call.
    private CandidateMemory memoryless = new CandidateMemory(() -> 0, () -> 0);

    private RouteWalk walk(Turn turn, Replica replica) {
        if (choice == Choice.AFFINE) {
            return new RouteWalk(affine(turn.conversation()), replica.memory(), RouteWalk.Room.ALWAYS);
        }
        if (choice == Choice.SINGLE) {
            return new RouteWalk(RoutePlan.configured(candidates, null), replica.memory(), RouteWalk.Room.ALWAYS);
        }
        var rotated = new ArrayList<>(candidates);
        Collections.rotate(rotated, next++);
        memoryless = new CandidateMemory(() -> 0, () -> 0);
        return new RouteWalk(RoutePlan.configured(rotated, null), memoryless, RouteWalk.Room.ALWAYS);
    }

    private static final class Call {
        final Turn turn;
        final RoutedTries tries;
        int made;
        boolean begun;
        boolean late;
        long base;

        Call(Turn turn, RoutedTries tries) {
            this.turn = turn;
            this.tries = tries;
        }
    }

    private void send(Call call) {
        call.made++;
        int place = candidates.indexOf(call.tries.current());
        var region = regions.get(place);
        figures.sent(now, place);
        figures.movedAfterLate += call.late ? 1 : 0;
        var meeting = region.meet(call.turn, now, random);
        call.base = meeting.after();
        int attempt = call.made;
        schedule(now + SLOW.toNanos(), () -> {
            if (!call.begun && call.made == attempt) {
                call.late = true;
                call.tries.late();
            }
        });
        schedule(now + meeting.after(), () -> arrived(call, place, meeting));
    }

    private void arrived(Call call, int place, Meeting meeting) {
        var failure = failure(meeting, regions.get(place).name);
        if (failure == null) {
            call.begun = true;
            call.tries.begun();
            int written = regions.get(place).cache(call.turn.conversation(), call.turn.prompt(), now);
            schedule(now + TimeUnit.MILLISECONDS.toNanos(10L * call.turn.output()), () -> regions.get(place)
                    .settle(call.turn, written));
            figures.answered(call.turn, now, place, written, now - call.turn.at() - call.base);
            return;
        }
        var pause = call.tries.after(failure, call.made, false);
        if (pause == null) {
            end(call, failure);
        } else {
            schedule(now + pause.toNanos(), () -> send(call));
        }
    }

    private void end(Call call, Failure failure) {
        call.tries.left();
        figures.failed(call.turn, now, failure);
    }

    private static @Nullable Failure failure(Meeting meeting, String region) {
        return switch (meeting.kind()) {
            case ANSWER -> null;
            case REFUSED -> new Failure.Unavailable("Bedrock in " + region + " refused the connection.", null, null);
            case UNCONNECTED ->
                new Failure.TimedOut(
                        "Bedrock in " + region + " took no connection in time.", "relay.bedrock.connect-timeout", null);
            case THROTTLED ->
                new Failure.Throttled("Too many tokens.", null, new Failure.Upstream("ThrottlingException", 429, "id"));
            case UNAVAILABLE ->
                new Failure.Unavailable("Sorry.", null, new Failure.Upstream("ServiceUnavailableException", 503, "id"));
        };
    }

    private static long exponential(SplittableRandom random, long mean) {
        return (long) (-StrictMath.log(1 - random.nextDouble()) * mean);
    }

    static Target target(String region) {
        return new Target(
                "claude-sonnet-4-5",
                region,
                MODEL,
                "Anthropic",
                "us." + MODEL,
                Scope.GEOGRAPHIC,
                REGIONS,
                Target.MatchedAs.SHORT_NAME,
                false,
                false);
    }
}
