package io.bedrockrelay.relay.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.relay.Inspectors;
import io.bedrockrelay.relay.ending.CallProgress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    private static final ChatEvent STARTED = new ChatEvent.Started();
    private static final ChatEvent TEXT = new ChatEvent.Text(0, "a");
    private static final ChatEvent STOPPED = new ChatEvent.Stopped(StopReason.END_TURN, null, null);
    private static final Failure.Upstream THROTTLING = new Failure.Upstream("ThrottlingException", 429, "id");
    private static final Failure THROTTLED = new Failure.Throttled("Too many requests", null, THROTTLING);

    private static final Failure GONE =
            new Failure.UnknownModel("No such id", List.of(), new Failure.Upstream("ValidationException", 400, "id"));

    private final ToldAdvice advice = new ToldAdvice();
    private final ManualTimers timers = new ManualTimers();
    private final OpenCalls calls = new OpenCalls(10);
    private final Upstream bedrock = new Upstream();
    private final CallProgress progress = new CallProgress(timers::now);
    private final RetryBudget budget = new RetryBudget(0.2);

    @Test
    void aWholeStreamPassesUnchangedAndLeavesNothingBehind() {
        var client = subscribe(100);
        bedrock.last().says(STARTED, TEXT, STOPPED);
        bedrock.last().closes();
        client.assertCompleted().assertItems(STARTED, TEXT, STOPPED);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aStreamThatClosesWithoutItsEndIsBroken() {
        var client = subscribe(100);
        bedrock.last().says(STARTED, TEXT);
        bedrock.last().closes();
        assertThat(failure(client)).isInstanceOf(Failure.Broken.class);
        client.assertCompleted();
    }

    @Test
    void nothingFollowsAFailure() {
        var client = subscribe(100);
        bedrock.last().says(STARTED, new ChatEvent.Failed(THROTTLED), TEXT, STOPPED);
        bedrock.last().closes();
        client.assertItems(STARTED, new ChatEvent.Failed(THROTTLED)).assertCompleted();
        assertThat(bedrock.tries).hasSize(1);
    }

    @Test
    void aRefusalBeforeTheFirstEventIsTriedAgainAfterAPause() {
        var client = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(THROTTLED));
        bedrock.last().closes();
        assertThat(bedrock.tries).hasSize(1);
        timers.pass(Duration.ofSeconds(1));
        assertThat(bedrock.tries).hasSize(2);
        assertThat(bedrock.last().demand).isEqualTo(100);
        bedrock.last().says(STARTED, STOPPED);
        bedrock.last().closes();
        client.assertItems(STARTED, STOPPED).assertCompleted();
    }

    @Test
    void triesAreFewAndTheLastRefusalIsTold() {
        var client = subscribe(100);
        for (int i = 0; i < 3; i++) {
            bedrock.last().says(new ChatEvent.Failed(THROTTLED));
            timers.pass(Duration.ofSeconds(10));
        }
        assertThat(bedrock.tries).hasSize(3);
        assertThat(failure(client)).isEqualTo(THROTTLED);
    }

    @Test
    void whatNoRetryMendsIsToldAtOnce() {
        var denied = new Failure.AccessDenied("no access", null);
        var client = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(denied));
        assertThat(failure(client)).isEqualTo(denied);
        assertThat(bedrock.tries).hasSize(1);
    }

    @Test
    void anOutageIsNotMultiplied() {
        for (int i = 0; i < 1_000; i++) {
            subscribe(1);
            for (int n = 0; n < 3; n++) {
                bedrock.last().says(new ChatEvent.Failed(THROTTLED));
                timers.pass(Duration.ofSeconds(10));
            }
        }
        // A reserve of ten, and a fifth of the calls.
        assertThat(bedrock.tries).hasSizeBetween(1_200, 1_210);
    }

    @Test
    void noFirstEventInTimeIsATimeOutAndClosesUpstream() {
        var client = subscribe(100);
        timers.pass(Duration.ofSeconds(299));
        client.assertNotTerminated();
        timers.pass(Duration.ofSeconds(2));
        assertThat(failure(client)).isInstanceOfSatisfying(Failure.TimedOut.class, late -> assertThat(late.limit())
                .isEqualTo("relay.stream.first-event-timeout"));
        assertThat(bedrock.last().cancelled).isTrue();
    }

    @Test
    void silenceBetweenEventsIsATimeOutButEventsPutItOff() {
        var client = subscribe(100);
        for (int i = 0; i < 5; i++) {
            timers.pass(Duration.ofSeconds(50));
            bedrock.last().says(TEXT);
        }
        client.assertNotTerminated();
        timers.pass(Duration.ofSeconds(61));
        assertThat(failure(client)).isInstanceOfSatisfying(Failure.TimedOut.class, late -> assertThat(late.limit())
                .isEqualTo("relay.stream.idle-timeout"));
    }

    @Test
    void theLimitOfSilenceHoldsFromTheFirstEventOn() {
        var client = subscribe(100);
        timers.pass(Duration.ofSeconds(5));
        bedrock.last().says(STARTED);
        timers.pass(Duration.ofSeconds(59));
        client.assertNotTerminated();
        timers.pass(Duration.ofSeconds(2));
        assertThat(failure(client)).isInstanceOfSatisfying(Failure.TimedOut.class, late -> assertThat(late.limit())
                .isEqualTo("relay.stream.idle-timeout"));
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aReaderThatAsksForNothingIsNotBedrocksSilence() {
        var client = subscribe(1);
        bedrock.last().says(TEXT);
        timers.pass(Duration.ofMinutes(10));
        client.assertNotTerminated();
        client.request(1);
        timers.pass(Duration.ofSeconds(61));
        assertThat(failure(client)).isInstanceOf(Failure.TimedOut.class);
    }

    @Test
    void theWholeStreamHasALimitHoweverBusyItIs() {
        var client = subscribe(Long.MAX_VALUE);
        for (int i = 0; i < 121; i++) {
            bedrock.last().says(TEXT);
            timers.pass(Duration.ofSeconds(30));
        }
        assertThat(failure(client)).isInstanceOfSatisfying(Failure.TimedOut.class, late -> assertThat(late.limit())
                .isEqualTo("relay.stream.total-timeout"));
    }

    @Test
    void aClientThatGoesAwayCancelsUpstreamAndAnyRetry() {
        var client = subscribe(100);
        bedrock.last().says(TEXT);
        client.cancel();
        assertThat(bedrock.last().cancelled).isTrue();
        assertThat(timers.pending()).isZero();

        var other = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(THROTTLED));
        other.cancel();
        timers.pass(Duration.ofMinutes(1));
        assertThat(bedrock.tries).hasSize(2);
    }

    @Test
    void whatIsStillOpenAtTheDeadlineOfADrainGetsItsError() {
        var client = subscribe(100);
        bedrock.last().says(TEXT);
        calls.refuseNew();
        assertThat(calls.enter()).isInstanceOf(Failure.Overloaded.class);
        client.assertNotTerminated();
        calls.abortAll();
        timers.pass(Duration.ZERO);
        assertThat(failure(client)).isInstanceOf(Failure.Unavailable.class);
        assertThat(bedrock.last().cancelled).isTrue();
    }

    @Test
    void aWaitThatIsTooLongForACallIsLeftToTheClient() {
        var wait = new Failure.Throttled("Too many requests", Duration.ofSeconds(30), THROTTLING);
        var client = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(wait));
        assertThat(failure(client)).isEqualTo(wait);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aFailureThatTeachesIsToldOnceTheLessonIsLearnt() {
        var lesson = new CompletableFuture<Void>();
        advice.lesson = lesson;
        var client = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(GONE));
        assertThat(client.getItems()).isEmpty();
        lesson.complete(null);
        timers.pass(Duration.ZERO);
        assertThat(failure(client).message()).endsWith("(explained)");
        client.assertCompleted();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void aLessonThatTakesTooLongIsNotWaitedFor() {
        advice.lesson = new CompletableFuture<Void>();
        var client = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(GONE));
        timers.pass(Duration.ofMillis(1_900));
        client.assertNotTerminated();
        timers.pass(Duration.ofMillis(200));
        assertThat(failure(client)).isInstanceOf(Failure.UnknownModel.class);
        client.assertCompleted();
    }

    @Test
    void whoGoesAwayWhileALessonIsLearntIsToldNothing() {
        var lesson = new CompletableFuture<Void>();
        advice.lesson = lesson;
        var client = subscribe(100);
        bedrock.last().says(new ChatEvent.Failed(GONE));
        client.cancel();
        lesson.complete(null);
        timers.pass(Duration.ofSeconds(5));
        assertThat(client.getItems()).isEmpty();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void whatWasAskedIsKeptForRetriesAndLetGoWithTheFirstItem() throws InterruptedException {
        var released = new ReferenceQueue<Object>();
        var asked = ask(released);
        System.gc();
        assertThat(asked.get()).isNotNull();
        bedrock.last().says(STARTED);
        System.gc();
        assertThat(released.remove(10_000)).isSameAs(asked);
        assertThat(asked.get()).isNull();
    }

    private WeakReference<Object> ask(ReferenceQueue<Object> released) {
        var prompt = new Object();
        subscribe(1, () -> {
            assertThat(prompt).isNotNull();
            return bedrock.send();
        });
        return new WeakReference<>(prompt, released);
    }

    private AssertSubscriber<ChatEvent> subscribe(long demand) {
        return subscribe(demand, bedrock::send);
    }

    private AssertSubscriber<ChatEvent> subscribe(long demand, Supplier<Multi<ChatEvent>> attempt) {
        var rules = new CallRules(
                Duration.ofSeconds(300),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                3,
                budget,
                _ -> Duration.ofMillis(100));
        return new Supervised<>(attempt, Inspectors.EVENTS, rules, timers, calls, progress, advice)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(demand));
    }

    private static Failure failure(AssertSubscriber<ChatEvent> client) {
        assertThat(client.getItems()).isNotEmpty();
        assertThat(client.getItems().getLast()).isInstanceOf(ChatEvent.Failed.class);
        return ((ChatEvent.Failed) client.getItems().getLast()).failure();
    }
}
