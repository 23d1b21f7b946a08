package io.bedrockrelay.relay.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.fit.learn.Refusals;
import io.bedrockrelay.fit.learn.RememberedLessons;
import io.bedrockrelay.fit.traits.TraitsTable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A model of which nothing is known refuses what it does not take, in Bedrock's words.
class FittedRequestTest {
    private static final String NO_TEMPERATURE =
            "This model doesn't support the temperature field. Remove temperature and try again.";
    private static final String NO_TOP_P = "This model doesn't support the topP field. Remove topP and try again.";
    private static final String NO_STOP =
            "This model doesn't support the stopSequences field. Remove stopSequences and try again.";

    private final RememberedLessons lessons = new RememberedLessons(Clock.systemUTC(), Duration.ofHours(1), 10);
    private final Fitter fitter = new Fitter(TraitsTable.read(), Refusals.read(), lessons, Mode.FIT);
    private final Deque<Failure> refusals = new ArrayDeque<>();
    private final List<ChatRequest> sent = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsRefusedIsLeftOutAndLearnt(boolean stream) {
        refusals.add(rejected(NO_TEMPERATURE));
        var first = request(Mode.FIT, "us-east-1");
        assertThat(answer(first, stream)).isEqualTo("Hello.");
        assertThat(sent).extracting(each -> each.sampling().temperature()).containsExactly(0.5, null);
        assertThat(Header.of(first.adaptations())).isEqualTo("temperature-=0.5");
        assertThat(first.adaptations().getFirst().how()).isEqualTo(How.REPEAT);

        var next = request(Mode.FIT, "us-east-1");
        assertThat(answer(next, stream)).isEqualTo("Hello.");
        assertThat(sent).hasSize(3);
        assertThat(sent.getLast().sampling().temperature()).isNull();
        assertThat(next.adaptations().getFirst().how()).isEqualTo(How.LEARNT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoThingsMayBeFoundOutAndNoMore(boolean stream) {
        refusals.addAll(List.of(rejected(NO_TEMPERATURE), rejected(NO_TOP_P), rejected(NO_STOP)));
        assertThat(answer(request(Mode.FIT, "us-east-1"), stream)).isEqualTo("failed: " + NO_TEMPERATURE);
        assertThat(sent).hasSize(3);
        assertThat(lessons.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsRefusedAgainForTheSameIsToldAsAtFirst(boolean stream) {
        refusals.addAll(List.of(rejected(NO_TEMPERATURE), rejected(NO_TEMPERATURE)));
        assertThat(answer(request(Mode.FIT, "us-east-1"), stream)).isEqualTo("failed: " + NO_TEMPERATURE);
        assertThat(sent).hasSize(2);
        assertThat(lessons.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void otherWordsAreHandedOn(boolean stream) {
        refusals.add(rejected("The model is not in the mood."));
        assertThat(answer(request(Mode.FIT, "us-east-1"), stream)).isEqualTo("failed: The model is not in the mood.");
        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureOfAnotherKindIsToldAsItIsAndARetryStartsFromWhatWasFoundOut(boolean stream) {
        refusals.addAll(List.of(rejected(NO_TEMPERATURE), new Failure.Throttled("Slow down.", null, null)));
        var request = request(Mode.FIT, "us-east-1");
        assertThat(answer(request, stream)).isEqualTo("failed: Slow down.");
        assertThat(lessons.size()).isZero();
        assertThat(answer(request, stream)).isEqualTo("Hello.");
        assertThat(sent).extracting(each -> each.sampling().temperature()).containsExactly(0.5, null, null);
        assertThat(lessons.size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void strictSendsOnceAndChangesNothing(boolean stream) {
        refusals.add(rejected(NO_TEMPERATURE));
        var request = request(Mode.STRICT, "us-east-1");
        assertThat(answer(request, stream)).isEqualTo("failed: " + NO_TEMPERATURE);
        assertThat(sent).containsExactly(asked());
        assertThat(request.adaptations()).isEmpty();
    }

    @Test
    void aLessonHoldsWhereItWasLearnt() {
        refusals.add(rejected(NO_TEMPERATURE));
        answer(request(Mode.FIT, "us-east-1"), true);
        answer(request(Mode.FIT, "eu-west-1"), true);
        assertThat(sent.getLast().sampling().temperature()).isEqualTo(0.5);
    }

    private FittedRequest request(Mode mode, String region) {
        return new FittedRequest(fitter, mode, target(region), asked(), true, List.of());
    }

    private static ChatRequest asked() {
        return new ChatRequest(
                "new-model",
                null,
                List.of(),
                List.of(new Message(Role.USER, List.of(new Block.Text("Hi")))),
                new Sampling(null, 0.5, 0.5, null, List.of("END")),
                List.of(),
                null,
                Settings.NONE);
    }

    private String answer(FittedRequest request, boolean stream) {
        var outcome =
                stream ? streamed(request) : request.reply(this::whole).await().indefinitely();
        return switch (outcome) {
            case Fold.Outcome.Whole(var reply) -> ((Block.Text) reply.content().getFirst()).text();
            case Fold.Outcome.Failed(Failure failure) -> "failed: " + failure.message();
        };
    }

    private Fold.Outcome streamed(FittedRequest request) {
        var fold = new Fold();
        request.stream(this::events, this::events).subscribe().asStream().forEach(fold::add);
        return fold.outcome();
    }

    private Multi<ChatEvent> events(ChatRequest request) {
        sent.add(request);
        var refusal = refusals.poll();
        return refusal == null
                ? Multi.createFrom()
                        .items(
                                new ChatEvent.Started(),
                                new ChatEvent.Text(0, "Hel"),
                                new ChatEvent.Text(0, "lo."),
                                new ChatEvent.BlockStopped(0),
                                new ChatEvent.Stopped(StopReason.END_TURN, null, null))
                : Multi.createFrom().item(new ChatEvent.Failed(refusal));
    }

    private Uni<Fold.Outcome> whole(ChatRequest request) {
        var fold = new Fold();
        events(request).subscribe().asStream().forEach(fold::add);
        return Uni.createFrom().item(fold.outcome());
    }

    private static Failure rejected(String words) {
        return new Failure.Rejected(words, new Failure.Upstream("ValidationException", 400, null));
    }

    private static Target target(String region) {
        return new Target(
                "new-model",
                region,
                "vendor.new-model-v1:0",
                "Vendor",
                "vendor.new-model-v1:0",
                Scope.IN_REGION,
                List.of(region),
                Target.MatchedAs.MODEL_ID,
                false,
                false,
                true);
    }
}
