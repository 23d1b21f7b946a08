package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.learn.Place;
import io.bedrockrelay.fit.learn.RememberedLessons;
import io.bedrockrelay.fit.traits.Trait;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Clients choose the names of betas and fields, so that what is learnt of them must have a bound that is not theirs.
class LessonsBoundTest {
    private static final int MOST = 4096;
    private static final int NAMES = 1_000_000;

    private final RememberedLessons lessons = new RememberedLessons(Clock.systemUTC(), Duration.ofHours(24), MOST);

    @Test
    void aMillionNamesLeaveNoMoreThanTheNewest() {
        var random = new Random(7);
        Place place = place(0);
        Lesson last = lesson("");
        for (int i = 0; i < NAMES; i++) {
            place = place(random.nextInt(1000));
            last = lesson("beta:" + Long.toHexString(random.nextLong()));
            lessons.learn(place, last);
        }
        assertThat(lessons.size()).isEqualTo(MOST);
        assertThat(lessons.of(place).lessons()).contains(last);
        assertThat(lessons.all().values().stream().mapToInt(all -> all.size()).sum())
                .isEqualTo(MOST);
    }

    @Test
    void aNameThatIsABookIsNotKept() {
        lessons.learn(place(0), lesson("beta:" + "x".repeat(1_000_000)));
        assertThat(lessons.size()).isZero();
    }

    private static Place place(int model) {
        return new Place("model-" + model, "us-east-1", "invoke");
    }

    private static Lesson lesson(String name) {
        return new Lesson(Trait.REFUSED_FIELDS, name);
    }
}
