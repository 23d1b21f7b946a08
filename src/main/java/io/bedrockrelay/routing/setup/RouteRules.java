package io.bedrockrelay.routing.setup;

import io.bedrockrelay.catalogue.ConfigProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the settings say about routes, checked. Immutable.
///
/// @param regions that may stand in, in order
/// @param weights by Region; 1 where nothing is said
/// @param fallbacks by model id, in order; nothing unless the failover is `MODELS`
public record RouteRules(
        Failover failover,
        boolean affine,
        List<String> regions,
        Map<String, Integer> weights,
        Map<String, List<String>> fallbacks,
        Duration patience,
        long stake,
        Duration connectTimeout,
        Duration slow) {

    /// What may answer where the first target does not.
    public enum Failover {
        OFF,
        REGIONS,
        MODELS
    }

    private static final int HEAVIEST = 100;
    private static final Set<String> FAILOVERS = Set.of("off", "regions", "models");
    private static final Set<String> CHOICES = Set.of("first", "affine");

    /// @param configured every Region that is loaded, the default first
    public static RouteRules of(RouteConfig config, List<String> configured) {
        var routing = config.routing();
        var weights = new HashMap<String, Integer>();
        routing.weights().forEach((region, weight) -> weights.put(region, Integer.valueOf(weight.strip())));
        var failover =
                switch (routing.failover()) {
                    case "regions" -> Failover.REGIONS;
                    case "models" -> Failover.MODELS;
                    default -> Failover.OFF;
                };
        return new RouteRules(
                failover,
                routing.choice().equals("affine"),
                routing.regions().orElse(configured),
                Map.copyOf(weights),
                failover == Failover.MODELS ? Map.copyOf(config.fallbacks()) : Map.of(),
                routing.patience(),
                routing.stake(),
                routing.connectTimeout(),
                routing.slow());
    }

    public boolean isOff() {
        return failover == Failover.OFF;
    }

    public int weight(String region) {
        return weights.getOrDefault(region, 1);
    }

    /// What is wrong with the values, if anything; the application does not start with a problem.
    ///
    /// @param configured every Region that is loaded
    public static List<ConfigProblem> problems(RouteConfig config, List<String> configured) {
        var problems = new ArrayList<ConfigProblem>();
        var routing = config.routing();
        word("failover", routing.failover(), FAILOVERS, "off, regions or models", problems);
        word("choice", routing.choice(), CHOICES, "first or affine", problems);
        for (var region : routing.regions().orElse(List.of())) {
            loaded("relay.routing.regions", region, configured, problems);
        }
        routing.weights().forEach((region, weight) -> {
            var key = "relay.routing.weights.\"" + region + "\"";
            loaded(key, region, configured, problems);
            if (!weight.strip().matches("[0-9]{1,3}") || Integer.parseInt(weight.strip()) > HEAVIEST) {
                problems.add(new ConfigProblem(
                        key, weight, "a weight is a whole number from 0 to 100", "give 1, or leave it out for 1"));
            }
        });
        if (!routing.accounts().equals(List.of("own"))) {
            problems.add(new ConfigProblem(
                    "relay.routing.accounts",
                    String.join(",", routing.accounts()),
                    "this release calls the account of the relay's own credentials and no other",
                    "leave it out, or say own"));
        }
        positive("patience", routing.patience(), problems);
        positive("connect-timeout", routing.connectTimeout(), problems);
        positive("slow", routing.slow(), problems);
        if (routing.stake() < 0) {
            problems.add(new ConfigProblem(
                    "relay.routing.stake",
                    Integer.toString(routing.stake()),
                    "no prompt has less than no tokens",
                    "give a number of tokens, or leave it out for 20000"));
        }
        config.fallbacks().keySet().forEach(model -> fallback(model, config.fallbacks(), problems));
        return problems;
    }

    private static void word(String name, String value, Set<String> known, String words, List<ConfigProblem> problems) {
        if (!known.contains(value)) {
            problems.add(new ConfigProblem("relay.routing." + name, value, "there is no such choice", "say " + words));
        }
    }

    private static void loaded(String key, String region, List<String> configured, List<ConfigProblem> problems) {
        if (!configured.contains(region)) {
            problems.add(new ConfigProblem(
                    key,
                    region,
                    "this Region is not loaded, so that nothing could be called there",
                    "add it to relay.regions, or take one of " + String.join(", ", configured)));
        }
    }

    private static void positive(String name, Duration value, List<ConfigProblem> problems) {
        if (!value.isPositive()) {
            problems.add(new ConfigProblem(
                    "relay.routing." + name,
                    value.toString(),
                    "a time limit must be longer than nothing",
                    "give a duration such as 1s, or leave it out for the default"));
        }
    }

    /// Whether fallbacks of fallbacks are followed or not, a circle is a mistake of whoever wrote it.
    private static void fallback(String model, Map<String, List<String>> all, List<ConfigProblem> problems) {
        var key = "relay.fallbacks.\"" + model + "\"";
        var value = String.join(",", all.getOrDefault(model, List.of()));
        if (all.getOrDefault(model, List.of()).stream().anyMatch(String::isBlank)) {
            problems.add(new ConfigProblem(key, value, "a name is blank", "name models, separated by commas"));
            return;
        }
        var seen = new LinkedHashSet<String>();
        var open = new ArrayList<>(all.getOrDefault(model, List.of()));
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            if (next.equals(model)) {
                problems.add(new ConfigProblem(
                        key, value, "the model would stand in for itself", "break the circle: name other models"));
                return;
            }
            if (seen.add(next)) {
                open.addAll(all.getOrDefault(next, List.of()));
            }
        }
    }
}
