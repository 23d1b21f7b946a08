package io.bedrockrelay.relay.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.Inspectors;
import io.bedrockrelay.relay.ending.CallProgress;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.relay.ending.WriteOutcome;
import io.bedrockrelay.routing.Ask;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final ChatEvent STARTED = new ChatEvent.Started();
    private static final ChatEvent STOPPED = new ChatEvent.Stopped(StopReason.END_TURN, null, null);
    private static final Failure.Upstream UPSTREAM = new Failure.Upstream("ThrottlingException", 429, "upstream-1");
    private static final Failure THROTTLED = new Failure.Throttled("Too many requests", null, UPSTREAM);
    private static final Target TARGET = new Target(
            "nova-pro",
            "us-east-1",
            "amazon.nova-pro-v1:0",
            "Amazon",
            "us.amazon.nova-pro-v1:0",
            Scope.GEOGRAPHIC,
            List.of("us-east-1"),
            Target.MatchedAs.SHORT_NAME,
            false,
            false);

    private final ManualTimers timers = new ManualTimers();
    private final OpenCalls calls = new OpenCalls(10);
    private final Upstream bedrock = new Upstream();
    private final CallProgress progress = new CallProgress(timers::now);

    @Test
    void aCompletedCallTellsItsTimes() {
        timers.pass(Duration.ofMillis(3));
        subscribe();
        timers.pass(Duration.ofMillis(700));
        bedrock.last().says(STARTED);
        timers.pass(Duration.ofMillis(300));
        bedrock.last().says(STOPPED);
        progress.metered(Usage.NONE);
        bedrock.last().closes();
        var ending = ending(new WriteOutcome(
                WriteOutcome.Manner.WRITTEN, 2, Duration.ofMillis(704).toNanos()));
        assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ending.failure()).isNull();
        assertThat(ending.attempts()).isOne();
        assertThat(ending.keepAlives()).isEqualTo(2);
        assertThat(ending.toSend()).isEqualTo(Duration.ofMillis(3));
        assertThat(ending.firstEvent()).isEqualTo(Duration.ofMillis(703));
        assertThat(ending.toWrite()).isEqualTo(Duration.ofMillis(1));
        assertThat(ending.duration()).isEqualTo(Duration.ofMillis(1003));
        assertThat(ending.brokeMidway()).isFalse();
    }

    @Test
    void retriesAreCountedAndTheLastFailureNamesBedrocksRequest() {
        subscribe();
        for (int i = 0; i < 3; i++) {
            bedrock.last().says(new ChatEvent.Failed(THROTTLED));
            timers.pass(Duration.ofSeconds(1));
        }
        var ending = ending(WriteOutcome.WRITTEN);
        assertThat(ending.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(ending.failure()).isEqualTo(THROTTLED);
        assertThat(ending.attempts()).isEqualTo(3);
        assertThat(ending.firstEvent()).isNull();
        assertThat(ending.upstreamRequestId()).isEqualTo("upstream-1");
    }

    @Test
    void anAnswerThatBreaksOffIsTruncated() {
        subscribe();
        bedrock.last().says(STARTED);
        bedrock.last().closes();
        var ending = ending(WriteOutcome.WRITTEN);
        assertThat(ending.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(ending.brokeMidway()).isTrue();
        assertThat(ending.usage()).isNull();
    }

    @Test
    void whatBedrockSaysInTheMiddleIsItsError() {
        subscribe();
        bedrock.last().says(STARTED, new ChatEvent.Failed(new Failure.Rejected("bad", UPSTREAM)));
        assertThat(ending(WriteOutcome.WRITTEN).outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
    }

    @Test
    void silenceIsATimeOutAndSoIsAReaderThatStopsReading() {
        subscribe();
        timers.pass(Duration.ofMinutes(6));
        assertThat(ending(WriteOutcome.WRITTEN).outcome()).isEqualTo(Outcome.TIMEOUT);

        var stuck = ending(new WriteOutcome(WriteOutcome.Manner.STUCK, 0, 0));
        assertThat(stuck.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(stuck.failure()).isInstanceOfSatisfying(Failure.TimedOut.class, late -> assertThat(late.limit())
                .isEqualTo("relay.stream.write-timeout"));
    }

    @Test
    void aClientThatGoesAwayIsNeverBedrocksFault() {
        var client = subscribe();
        bedrock.last().says(STARTED);
        client.cancel();
        var ending = ending(WriteOutcome.CLIENT_GONE);
        assertThat(ending.outcome()).isEqualTo(Outcome.CLIENT_GONE);
        assertThat(ending.failure()).isNull();
    }

    @Test
    void theDrainsDeadlineIsNeitherBedrocksNorTheClients() {
        subscribe();
        bedrock.last().says(STARTED);
        calls.refuseNew();
        calls.abortAll();
        timers.pass(Duration.ZERO);
        assertThat(ending(WriteOutcome.WRITTEN).outcome()).isEqualTo(Outcome.DRAINED);
    }

    @Test
    void whatBreaksAfterTheModelsEndLosesOnlyTheCount() {
        var broken = new ChatEvent.Failed(new Failure.Broken("The connection broke."));
        var client = subscribe();
        bedrock.last().says(STARTED, STOPPED, broken);
        client.assertCompleted().assertItems(STARTED, STOPPED);
        var ending = ending(WriteOutcome.WRITTEN);
        assertThat(ending.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(ending.failure()).isNull();
        assertThat(ending.usage()).isNull();
    }

    @Test
    void anExceptionOfBedrocksAfterTheModelsEndIsTold() {
        var exception = new ChatEvent.Failed(
                new Failure.Unavailable("Failed.", null, new Failure.Upstream("internalServerException", 200, null)));
        var client = subscribe();
        bedrock.last().says(STARTED, STOPPED, exception);
        client.assertCompleted().assertItems(STARTED, STOPPED, exception);
    }

    @Test
    void anAbortThatComesTooLateChangesNothing() {
        subscribe();
        bedrock.last().says(STARTED);
        calls.abortAll();
        bedrock.last().says(STOPPED);
        progress.metered(Usage.NONE);
        bedrock.last().closes();
        timers.pass(Duration.ZERO);
        assertThat(ending(WriteOutcome.WRITTEN).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void whatTheRelayTurnsDownIsRefusedAndWasNeverSent() {
        progress.failed(new Failure.Invalid("messages", "wrong"));
        var ending = ending(WriteOutcome.WRITTEN);
        assertThat(ending.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ending.attempts()).isZero();
    }

    @Test
    void whatTheReaderFindsLaterDoesNotReplaceTheFirstFailure() {
        progress.failed(THROTTLED);
        progress.failed(new Failure.Broken("no message"));
        assertThat(ending(WriteOutcome.WRITTEN).failure()).isEqualTo(THROTTLED);
    }

    private AssertSubscriber<ChatEvent> subscribe() {
        var rules = new CallRules(
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                3,
                new RetryBudget(0.2),
                _ -> Duration.ofMillis(100));
        return new Supervised<>(bedrock::send, Inspectors.EVENTS, rules, timers, calls, progress, new ToldAdvice())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(100));
    }

    private Ending ending(WriteOutcome parting) {
        return progress.ending(
                new Ask(Caller.OPEN, "relay", "nova-pro", null, null, null), TARGET, List.of(), parting, null, null);
    }
}
