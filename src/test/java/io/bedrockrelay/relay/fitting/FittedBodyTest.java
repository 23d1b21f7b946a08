package io.bedrockrelay.relay.fitting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.learn.Refusals;
import io.bedrockrelay.fit.learn.RememberedLessons;
import io.bedrockrelay.fit.traits.TraitsTable;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A model refuses parts of a body one after the other; a part is a word of it.
class FittedBodyTest {
    private final RememberedLessons lessons = new RememberedLessons(Clock.systemUTC(), Duration.ofHours(1), 10);
    private final Fitter fitter = new Fitter(TraitsTable.read(), Refusals.read(), lessons, Mode.FIT);
    private final Deque<String> refusals = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    @Test
    void whatIsRefusedIsLeftOutAndLearntOnce() {
        refusals.add("no x");
        var first = body(Mode.FIT, "us-east-1", "x y");
        assertThat(answer(first)).isEqualTo("Hello.");
        assertThat(sent).containsExactly("x y", "y");
        assertThat(Header.of(first.adaptations())).isEqualTo("beta-=x");
        assertThat(first.adaptations().getFirst().how()).isEqualTo(How.REPEAT);

        var next = body(Mode.FIT, "us-east-1", "x y");
        assertThat(answer(next)).isEqualTo("Hello.");
        assertThat(sent).containsExactly("x y", "y", "y");
        assertThat(next.adaptations().getFirst().how()).isEqualTo(How.LEARNT);

        assertThat(answer(body(Mode.FIT, "eu-west-1", "x y"))).isEqualTo("Hello.");
        assertThat(sent).as("elsewhere it is not known").endsWith("x y");
    }

    @Test
    void twoThingsMayBeFoundOutAndNoMore() {
        refusals.addAll(List.of("no x", "no y", "no z"));
        assertThat(answer(body(Mode.FIT, "us-east-1", "x y z"))).isEqualTo("failed: no x");
        assertThat(sent).containsExactly("x y z", "y z", "z");
        assertThat(lessons.size()).isZero();
    }

    @Test
    void whatIsRefusedAgainForTheSameIsToldAsAtFirst() {
        refusals.addAll(List.of("no x", "no x, still"));
        assertThat(answer(body(Mode.FIT, "us-east-1", "x y"))).isEqualTo("failed: no x");
        assertThat(lessons.size()).isZero();
    }

    @Test
    void whatCannotBeLeftOutIsTold() {
        refusals.add("no last");
        assertThat(answer(body(Mode.FIT, "us-east-1", "last"))).isEqualTo("failed: no last");
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatTheCallerHasToHearIsToldThoughItWasRefusedLast() {
        refusals.addAll(List.of("no x", "tell them"));
        assertThat(answer(body(Mode.FIT, "us-east-1", "x y"))).isEqualTo("failed: tell them");
        assertThat(lessons.size()).isZero();
    }

    @Test
    void nobodyIsTaughtAMillionThings() {
        refusals.add("no all");
        var all = IntStream.range(0, 1_000_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThat(answer(body(Mode.FIT, "us-east-1", all))).isEqualTo("failed: no all");
        assertThat(sent).hasSize(1);
        assertThat(lessons.size()).isZero();
    }

    @Test
    void strictSendsOnce() {
        refusals.add("no x");
        assertThat(answer(body(Mode.STRICT, "us-east-1", "x y"))).isEqualTo("failed: no x");
        assertThat(sent).containsExactly("x y");
    }

    private FittedBody body(Mode mode, String region, String words) {
        return requireNonNull(FittedBody.of(fitter, mode, () -> target(region), new Words(words)));
    }

    private String answer(FittedBody body) {
        var items = body.<String>send(
                        json -> {
                            sent.add(new String(json, UTF_8));
                            var refusal = refusals.poll();
                            return refusal == null
                                    ? Multi.createFrom().items("Hel", "lo.")
                                    : Multi.createFrom().item("failed: " + refusal);
                        },
                        item -> item.startsWith("failed: ") ? rejected(item.substring("failed: ".length())) : null)
                .subscribe()
                .asStream()
                .toList();
        return String.join("", items);
    }

    /// A body of words that learns from `no WORD`.
    private static final class Words implements OwnBody {
        private final List<String> words;

        Words(String words) {
            this.words = List.of(words.split(" ", -1));
        }

        @Override
        public Form form(Learnt learnt) {
            var told = new Told();
            var left = new LinkedHashSet<>(words);
            leaveOut(learnt.lessons(), How.LEARNT, left, told);
            leaveOut(learnt.repeats(), How.REPEAT, left, told);
            return left.isEmpty()
                    ? new Form.Unfit()
                    : new Form.Body(String.join(" ", left).getBytes(UTF_8), told.adaptations());
        }

        private static void leaveOut(List<Lesson> lessons, How how, Set<String> left, Told told) {
            for (var lesson : lessons) {
                if (left.remove(lesson.value())) {
                    told.leftOut(Kind.BETA, lesson.value(), how);
                }
            }
        }

        @Override
        public boolean isTold(String message) {
            return message.equals("tell them");
        }

        @Override
        public List<String> lessons(String message) {
            if (message.equals("no all")) {
                return words;
            }
            return message.matches("no \\w+") ? List.of(message.substring("no ".length())) : List.of();
        }
    }

    private static Failure rejected(String words) {
        return new Failure.Rejected(words, new Failure.Upstream("ValidationException", 400, null));
    }

    private static Target target(String region) {
        return new Target(
                "new-model",
                region,
                "anthropic.new-model-v1:0",
                "Anthropic",
                "anthropic.new-model-v1:0",
                Scope.IN_REGION,
                List.of(region),
                Target.MatchedAs.MODEL_ID,
                false,
                false,
                true);
    }
}
