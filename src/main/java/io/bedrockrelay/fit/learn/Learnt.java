package io.bedrockrelay.fit.learn;

import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;

/// What is known of one model in one place beyond the table. Immutable.
///
/// @param lessons from earlier requests
/// @param repeats from the refusal of the request that is being sent again
public record Learnt(List<Lesson> lessons, List<Lesson> repeats) {
    public static final Learnt NOTHING = new Learnt(List.of(), List.of());

    public Learnt {
        lessons = List.copyOf(lessons);
        repeats = List.copyOf(repeats);
    }

    public Learnt(List<Lesson> lessons) {
        this(lessons, List.of());
    }

    /// The same and what the refusal of this request taught.
    public Learnt repeatedWith(Lesson lesson) {
        var more = new ArrayList<>(repeats);
        more.add(lesson);
        return new Learnt(lessons, more);
    }

    /// The facts with what was learnt laid over them.
    public Traits over(Traits facts) {
        var traits = facts;
        for (var lesson : lessons) {
            traits = traits.with(lesson.trait(), lesson.value(), How.LEARNT);
        }
        for (var lesson : repeats) {
            traits = traits.with(lesson.trait(), lesson.value(), How.REPEAT);
        }
        return traits;
    }
}
