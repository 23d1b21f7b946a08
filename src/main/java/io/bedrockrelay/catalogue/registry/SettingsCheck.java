package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Policy.Geography;
import io.bedrockrelay.catalogue.Scope;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with a configuration, so that the start can stop with all of it at once.
final class SettingsCheck {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    private final CatalogueConfig config;
    private final List<ConfigProblem> problems = new ArrayList<>();

    SettingsCheck(CatalogueConfig config) {
        this.config = config;
    }

    List<ConfigProblem> problems() {
        problems.clear();
        regions();
        refreshEvery();
        timeout();
        snapshot();
        obsolete();
        config.aliases().keySet().stream().sorted().forEach(this::alias);
        scopes();
        residency();
        geography();
        return List.copyOf(problems);
    }

    private void regions() {
        String key = "relay.regions";
        List<String> regions = config.regions();
        String remedy = "write Regions with commas between them, such as us-east-1,eu-west-1";
        if (regions.isEmpty()) {
            add(key, "", "there is no Region to load", remedy);
        }
        Set<String> seen = new HashSet<>();
        for (String region : regions) {
            if (!REGION.matcher(region).matches()) {
                add(key, region, "this is no AWS Region", remedy);
            } else if (!seen.add(region)) {
                add(key, region, "the Region stands there twice", "take one of them out");
            }
        }
    }

    private void refreshEvery() {
        String value = config.catalogue().refreshEvery();
        Duration every = DurationText.parse(value).orElse(null);
        if (every == null || every.compareTo(SHORTEST_REFRESH) < 0) {
            add("relay.catalogue.refresh-every", value, span(every, "shorter than 1s"), "write a time such as 15m");
        }
    }

    private void timeout() {
        String value = config.catalogue().timeout();
        Duration timeout = DurationText.parse(value).orElse(null);
        boolean wrong =
                timeout == null || timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0;
        if (wrong) {
            add("relay.catalogue.timeout", value, span(timeout, "not between 1ms and 5m"), "write a time such as 10s");
        }
    }

    private void snapshot() {
        String key = "relay.catalogue.snapshot";
        String value = config.catalogue().snapshot().orElse(null);
        if (value == null) {
            return;
        }
        String remedy = "write the path of a file, such as /var/lib/relay/catalogue.json, or leave the property out";
        try {
            if (Files.isDirectory(Path.of(value))) {
                add(key, value, "this is a directory", remedy);
            }
        } catch (InvalidPathException e) {
            add(key, value, "this is no path: " + e.getReason(), remedy);
        }
    }

    private void obsolete() {
        if (config.models().obsolete().stream().anyMatch(String::isBlank)) {
            add(
                    "relay.models.obsolete",
                    String.join(",", config.models().obsolete()),
                    "an empty pattern is part of every id",
                    "take the comma too many out");
        }
    }

    private void alias(String alias) {
        String key = "relay.aliases.\"" + alias + "\"";
        Set<String> seen = new HashSet<>();
        String name = alias;
        while (name != null && seen.add(name)) {
            name = config.aliases().get(name);
        }
        String value = config.aliases().getOrDefault(alias, "");
        if (alias.isBlank() || value.isBlank()) {
            add(key, value, "an alias and what it stands for must not be empty", "write a model name, or take it out");
        } else if (name != null) {
            add(key, value, "these aliases stand for each other in a circle", "let one of them name a model");
        }
    }

    private void scopes() {
        String key = "relay.routing.scopes";
        String remedy = "write some of geographic,in-region,global in order of preference";
        List<String> scopes = config.routing().scopes();
        if (scopes.isEmpty()) {
            add(key, "", "no scope is allowed, so nothing could be called", remedy);
        }
        for (String label : scopes) {
            if (Scope.of(label).filter(Scope::isRanked).isEmpty()) {
                add(key, label, "there is no such scope", remedy);
            }
        }
        if (scopes.stream().distinct().count() < scopes.size()) {
            add(key, String.join(",", scopes), "a scope stands there twice", remedy);
        }
    }

    private void residency() {
        String key = "relay.routing.residency";
        List<String> residency = config.routing().residency().orElse(List.of());
        String remedy = "write Regions or prefixes with a * at their end, such as eu-*,us-east-1";
        for (String pattern : residency) {
            if (!Policy.isResidency(pattern)) {
                add(key, pattern, "this is neither a Region nor a prefix of Regions", remedy);
            }
        }
        if (!residency.isEmpty() && config.routing().scopes().equals(List.of(Scope.GLOBAL.label()))) {
            String reason = "a global profile never meets a residency rule, and no other scope is allowed";
            add(key, String.join(",", residency), reason, "allow geographic or in-region in relay.routing.scopes");
        }
    }

    private void geography() {
        String value = config.routing().geography();
        if (Arrays.stream(Geography.values())
                .noneMatch(geography -> geography.label().equals(value))) {
            add("relay.routing.geography", value, "there is no such order", "write narrowest or widest");
        }
    }

    private static String span(@Nullable Duration span, String otherwise) {
        return span == null ? "this is no span of time" : "this is " + otherwise;
    }

    private void add(String key, String value, String reason, String remedy) {
        problems.add(new ConfigProblem(key, value, reason, remedy));
    }
}
