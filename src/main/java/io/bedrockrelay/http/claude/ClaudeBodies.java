package io.bedrockrelay.http.claude;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.Refusals;
import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.relay.fitting.OwnBody;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A body for a Claude model, which is made anew where a refusal taught something about the model.
public final class ClaudeBodies implements OwnBody {
    private final ClaudeModel facts;
    private final Function<ClaudeModel, Fitted> fitting;
    private ClaudeModel model;
    private Fitted.@Nullable Body made;
    private Failure.@Nullable Invalid unfit;

    /// @param facts what the table knows of the model
    /// @param fitting makes the body for what is known of it
    public ClaudeBodies(ClaudeModel facts, Function<ClaudeModel, Fitted> fitting) {
        this.facts = facts;
        this.fitting = fitting;
        this.model = facts;
    }

    @Override
    public Form form(Learnt learnt) {
        var known = facts.without(words(learnt.lessons()), How.LEARNT).without(words(learnt.repeats()), How.REPEAT);
        return switch (fitting.apply(known)) {
            case Fitted.Refused(Failure.Invalid failure) -> {
                unfit = failure;
                yield new Form.Unfit();
            }
            case Fitted.Body body -> {
                model = known;
                made = body;
                yield new Form.Body(body.json(), body.adaptations());
            }
        };
    }

    @Override
    public List<String> lessons(String message) {
        return Refusals.lessons(message, made == null ? List.of() : made.doubtful(), model);
    }

    /// A client whose own checks stand in for those that the model does not make must know that it makes none.
    @Override
    public boolean isTold(String message) {
        return message.contains("safeguards");
    }

    /// Why no body could be made; null as long as one could.
    public Failure.@Nullable Invalid unfit() {
        return unfit;
    }

    /// Whether the caller speaks a newer version of the API than the body that was made last.
    public boolean isOlder() {
        return made != null && made.older();
    }

    private static List<String> words(List<Lesson> lessons) {
        return lessons.stream()
                .filter(lesson -> lesson.trait() == Trait.REFUSED_FIELDS)
                .map(Lesson::value)
                .toList();
    }
}
