package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Thinking.Level;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.ask.ThinkingForm.How;
import io.bedrockrelay.fit.traits.EffortForm;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Degrees of effort and budgets of tokens, each said as the other where a model has only that.
final class Degrees {
    private static final int LEAST_BUDGET = 1_024;
    private static final List<Level> USUAL = List.of(Level.LOW, Level.MEDIUM, Level.HIGH);

    private Degrees() {}

    static @Nullable How of(Level asked, @Nullable String display, int limit, Traits traits, Told told) {
        var form = traits.manner().effort();
        return switch (form) {
            case NONE -> {
                told.leftOut(Kind.EFFORT, asked.wire(), traits.how(Trait.EFFORT));
                yield null;
            }
            case BUDGET -> {
                int budget = limit == Limit.UNSAID ? figure(asked) : share(asked, limit);
                var how = budget(budget, display, limit, traits, told);
                if (how instanceof How.Budget said) {
                    told.changed(Kind.THINKING, said.tokens(), traits.how(Trait.EFFORT));
                }
                yield how;
            }
            case ADAPTIVE -> new How.Adaptive(nearest(asked, traits, told), display);
            case NOVA, WORD, OBJECT, QWEN -> new How.Degree(form, nearest(asked, traits, told));
        };
    }

    static @Nullable How of(int tokens, @Nullable String display, int limit, Traits traits, Told told) {
        if (traits.takes(Trait.THINKING_BUDGET) && traits.how(Trait.EFFORT) == traits.how(Trait.THINKING_BUDGET)) {
            return budget(tokens, display, limit, traits, told);
        }
        var level = level(tokens);
        if (traits.manner().effort() == EffortForm.NONE) {
            told.leftOut(Kind.THINKING, tokens, traits.how(Trait.EFFORT));
            return null;
        }
        return of(level, display, limit, traits, told);
    }

    /// As much as the model finds right: models that have no such word are asked for a middling amount where they would
    /// not think otherwise, and are left alone where they decide by themselves.
    static @Nullable How adaptive(@Nullable String display, int limit, Traits traits, Told told) {
        return switch (traits.manner().effort()) {
            case ADAPTIVE -> new How.Adaptive(null, display);
            case BUDGET -> of(Level.MEDIUM, display, limit, traits, told);
            case NONE, NOVA, WORD, OBJECT, QWEN -> {
                told.leftOut(Kind.THINKING, "adaptive");
                yield null;
            }
        };
    }

    private static Level nearest(Level asked, Traits traits, Told told) {
        var manner = traits.manner();
        var level = manner.levels().isEmpty()
                ? (USUAL.contains(asked) ? asked : asked == Level.MINIMAL ? Level.LOW : Level.HIGH)
                : manner.nearest(asked);
        if (level != asked) {
            told.changed(Kind.EFFORT, level.wire(), traits.how(Trait.EFFORT_LEVELS));
        }
        return level;
    }

    /// A budget has to leave room for the answer; one under the least that is taken is none.
    private static @Nullable How budget(int tokens, @Nullable String display, int limit, Traits traits, Told told) {
        int most = limit == Limit.UNSAID ? traits.manner().maxOutput() : limit;
        int budget = most > 0 && tokens >= most ? (int) (most * 0.95) : tokens;
        if (budget < LEAST_BUDGET) {
            told.leftOut(Kind.THINKING, tokens);
            return null;
        }
        if (budget != tokens) {
            told.changed(Kind.THINKING, budget);
        }
        return new How.Budget(budget, display);
    }

    private static int figure(Level level) {
        return switch (level) {
            case MINIMAL -> LEAST_BUDGET;
            case LOW -> 2_048;
            case MEDIUM -> 10_000;
            case HIGH -> 16_384;
            case XHIGH, MAX -> 32_768;
        };
    }

    private static int share(Level level, int limit) {
        double share =
                switch (level) {
                    case MINIMAL, LOW -> 0.32;
                    case MEDIUM -> 0.5;
                    case HIGH -> 0.8;
                    case XHIGH, MAX -> 0.95;
                };
        int budget = Math.max(LEAST_BUDGET, (int) (limit * share));
        return level == Level.MINIMAL ? LEAST_BUDGET : budget;
    }

    private static Level level(int budget) {
        return budget < 2_048 ? Level.LOW : budget < 10_000 ? Level.MEDIUM : budget < 24_000 ? Level.HIGH : Level.XHIGH;
    }
}
