package io.bedrockrelay.check;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How models are checked, each by a real call that costs money. Immutable, read once at start.
@ConfigMapping(prefix = "relay.checks")
public interface CheckSettings {

    /// How many models are called at once, so that a check takes little of the account's quota.
    @WithDefault("4")
    int concurrency();

    /// What each model is asked: one word, so that reading it costs next to nothing.
    @WithDefault("Hello")
    String prompt();

    /// How many tokens each model may answer with, so that its answer costs next to nothing.
    @WithDefault("16")
    int maxTokens();

    /// How long a model may take before it counts as not answering.
    @WithDefault("30s")
    Duration timeout();

    /// How many models one run may call. A run over more of them is refused, to be narrowed.
    @WithDefault("100")
    int maxModels();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        inRange("concurrency", concurrency(), 1, 64, "4", problems);
        inRange("max-tokens", maxTokens(), 1, 1024, "16", problems);
        inRange("max-models", maxModels(), 1, 1000, "100", problems);
        if (!timeout().isPositive()) {
            problems.add(new ConfigProblem(
                    "relay.checks.timeout",
                    timeout().toString(),
                    "a model needs some time to answer",
                    "give a duration such as 30s, or leave it out for that"));
        }
        return problems;
    }

    private static void inRange(
            String name, int value, int least, int most, String byDefault, List<ConfigProblem> problems) {
        if (value < least || value > most) {
            problems.add(new ConfigProblem(
                    "relay.checks." + name,
                    Integer.toString(value),
                    "out of range",
                    "give a number from %d to %d, or leave it out for %s".formatted(least, most, byDefault)));
        }
    }
}
