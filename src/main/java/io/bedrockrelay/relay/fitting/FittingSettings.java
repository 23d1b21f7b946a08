package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.TraitsTable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How requests are fitted to the models they go to. Immutable, read once at start.
@ConfigMapping(prefix = "relay")
public interface FittingSettings {

    /// `fit`: what a model does not take, or takes in another form, is adapted, and the caller is told in
    /// `X-Relay-Adapted`. `strict`: requests are translated and nothing else. A key (`adapt: strict`) and a request
    /// (`X-Relay-Adapt`) may say otherwise.
    @WithDefault("fit")
    Mode adapt();

    /// How long a model is believed not to take what Bedrock refused once; `0s` repeats each refused request anew.
    @WithName("fit.learn-for")
    @WithDefault("24h")
    Duration learnFor();

    /// How many such lessons are kept; the oldest goes first.
    @WithName("fit.learn-most")
    @WithDefault("4096")
    int learnMost();

    /// What models take, where the relay's own table is wrong or does not know: by bare model id, then by trait, as in
    /// `relay.models.traits."openai.gpt-oss-120b-1:0".temperature=no`.
    @WithName("models.traits")
    Map<String, Map<String, String>> traits();

    /// The overrides in the table's own terms; wrong ones are left out, since the start tells them.
    default Map<String, Map<Trait, String>> overrides() {
        var overrides = new HashMap<String, Map<Trait, String>>();
        traits().forEach((model, facts) -> facts.forEach((name, value) -> {
            var trait = Trait.fromWire(name);
            if (trait != null) {
                overrides.computeIfAbsent(model, _ -> new HashMap<>()).put(trait, value);
            }
        }));
        return overrides;
    }

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        if (learnFor().isNegative()) {
            problems.add(new ConfigProblem(
                    "relay.fit.learn-for",
                    learnFor().toString(),
                    "a duration cannot be less than nothing",
                    "give a duration such as 24h, 0s to learn nothing, or leave it out for 24h"));
        }
        if (learnMost() < 1) {
            problems.add(new ConfigProblem(
                    "relay.fit.learn-most",
                    Integer.toString(learnMost()),
                    "no lesson could be kept",
                    "give a number of at least 1, or leave it out for 4096"));
        }
        traits().forEach((model, facts) -> facts.forEach((name, value) -> problem(model, name, value, problems)));
        return problems;
    }

    private static void problem(String model, String name, String value, List<ConfigProblem> problems) {
        var key = "relay.models.traits.\"" + model + "\"." + name;
        var trait = Trait.fromWire(name);
        if (trait == null) {
            problems.add(new ConfigProblem(
                    key, value, "there is no trait of this name", "use a name of fit/model-traits.txt"));
            return;
        }
        try {
            TraitsTable.read(Map.of(model, Map.of(trait, value)));
        } catch (IllegalArgumentException wrong) {
            problems.add(new ConfigProblem(
                    key, value, "the trait has no such value", "use a value as in fit/model-traits.txt"));
        }
    }
}
