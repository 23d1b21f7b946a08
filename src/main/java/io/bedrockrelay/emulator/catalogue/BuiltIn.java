package io.bedrockrelay.emulator.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads the project's own catalogue, `models.txt` and `profiles.txt`; their heads tell the form.
public final class BuiltIn {
    private static final String SEPARATOR = " \\| ";
    private static final Map<Character, String> MODALITIES =
            Map.of('T', "TEXT", 'I', "IMAGE", 'V', "VIDEO", 'S', "SPEECH", 'A', "AUDIO", 'E', "EMBEDDING");
    private static final Map<Character, String> TYPES =
            Map.of('D', "ON_DEMAND", 'P', "INFERENCE_PROFILE", 'V', "PROVISIONED");

    /// Code of a Region → its name.
    private final Map<String, String> codes = new HashMap<>();
    private final Set<String> gone = new TreeSet<>();
    private final Map<String, List<ObjectNode>> models = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> profiles = new LinkedHashMap<>();

    private BuiltIn() {}

    public static Catalogues read() {
        var reader = new BuiltIn();
        Lines.of("models.txt").forEach(reader::modelLine);
        Lines.of("profiles.txt").forEach(line -> reader.profile(line.split(SEPARATOR, -1)));
        var regions = new HashMap<String, RegionCatalogue>();
        reader.models.forEach((region, listed) -> regions.put(
                region, new RegionCatalogue(region, listed, reader.profiles.getOrDefault(region, List.of()))));
        return new Catalogues(regions, reader.gone);
    }

    private void modelLine(String line) {
        var words = line.split(" ", -1);
        switch (words[0]) {
            case "region" -> region(words);
            case "gone" -> gone.add(words[1]);
            default -> model(line.split(SEPARATOR, -1));
        }
    }

    private void region(String[] words) {
        codes.put(words[1], words[2]);
        boolean off = words.length > 3;
        if (!off) {
            models.put(words[2], new ArrayList<>());
        }
    }

    private void model(String[] columns) {
        for (String group : columns[7].split("; ", -1)) {
            var words = group.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                var region = name(words[i]);
                models.computeIfAbsent(region, unknown -> new ArrayList<>()).add(model(columns, region, words[0]));
            }
        }
    }

    private static ObjectNode model(String[] columns, String region, String types) {
        var model = JsonTrees.object();
        model.put("modelArn", ModelArn.model(region, region, columns[0]).toString());
        model.put("modelId", columns[0]).put("modelName", columns[1]).put("providerName", columns[2]);
        var modalities = columns[3].split(">", -1);
        names(model, "inputModalities", modalities[0], MODALITIES);
        names(model, "outputModalities", modalities[1], MODALITIES);
        if (!columns[4].equals("?")) {
            model.put("responseStreamingSupported", columns[4].equals("stream"));
        }
        var customizations = model.putArray("customizationsSupported");
        if (!columns[5].equals("-")) {
            for (String customization : columns[5].split(" ", -1)) {
                customizations.add(customization.toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        }
        names(model, "inferenceTypesSupported", types, TYPES);
        lifecycle(model.putObject("modelLifecycle"), columns[6].split(" ", -1), types.startsWith("L"));
        return model;
    }

    private static void lifecycle(ObjectNode lifecycle, String[] words, boolean legacy) {
        lifecycle.put("status", legacy ? "LEGACY" : "ACTIVE");
        if (!words[0].equals("-")) {
            lifecycle.put("startOfLifeTime", time(words[0]));
        }
        for (int i = 1; legacy && i + 1 < words.length; i += 2) {
            lifecycle.put(
                    switch (words[i]) {
                        case "legacy" -> "legacyTime";
                        case "extended" -> "publicExtendedAccessTime";
                        default -> "endOfLifeTime";
                    },
                    time(words[i + 1]));
        }
    }

    private static void names(ObjectNode record, String field, String letters, Map<Character, String> names) {
        var array = record.putArray(field);
        letters.chars()
                .mapToObj(letter -> names.get((char) letter))
                .filter(name -> name != null)
                .forEach(array::add);
    }

    private void profile(String[] columns) {
        for (String group : columns[3].split("; ", -1)) {
            var halves = group.split(" > ", -1);
            for (String code : halves[0].split(" ", -1)) {
                var source = name(code);
                var destinations = halves[1].equals("*")
                        ? List.of("", source)
                        : List.of(halves[1].split(" ", -1)).stream()
                                .map(this::name)
                                .toList();
                profiles.computeIfAbsent(source, first -> new ArrayList<>())
                        .add(profile(columns, source, destinations));
            }
        }
    }

    private static ObjectNode profile(String[] columns, String source, List<String> destinations) {
        var id = columns[0];
        var modelId = id.substring(id.indexOf('.') + 1);
        var profile = JsonTrees.object().put("inferenceProfileName", columns[1]);
        profile.put("description", description(columns[1], destinations));
        if (!columns[2].equals("-")) {
            profile.put("createdAt", time(columns[2])).put("updatedAt", time(columns[2]));
        }
        profile.put(
                "inferenceProfileArn",
                ModelArn.profile(source, "inference-profile", id).toString());
        var models = profile.putArray("models");
        destinations.forEach(destination -> models.addObject()
                .put("modelArn", ModelArn.model(destination, source, modelId).toString()));
        return profile.put("inferenceProfileId", id).put("status", "ACTIVE").put("type", "SYSTEM_DEFINED");
    }

    private static String description(String name, List<String> destinations) {
        if (destinations.getFirst().isEmpty()) {
            return "Routes requests to " + name + " globally across all supported AWS Regions.";
        }
        int last = destinations.size() - 1;
        var places = last == 0
                ? destinations.getFirst()
                : String.join(", ", destinations.subList(0, last)) + " and " + destinations.get(last);
        return "Routes requests to " + name + " in " + places + ".";
    }

    private String name(String code) {
        return codes.getOrDefault(code, code);
    }

    /// `2026-08-13`, `2026-08-13T17Z` or a whole time, in full.
    private static String time(String text) {
        return switch (text.length()) {
            case 10 -> text + "T00:00:00Z";
            case 14 -> text.replace("Z", ":00:00Z");
            default -> text;
        };
    }
}
