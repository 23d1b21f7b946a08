package io.bedrockrelay.emulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of answer that a prompt asks for in words, as libraries do whose models know no schemas: JSON of a schema
/// that stands in the prompt, any JSON object, or named sections.
final class Dictated {
    private static final ObjectMapper JSON = JsonTrees.MAPPER;
    private static final Pattern ASKED = Pattern.compile("\\bJSON\\b|\\bschema\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_OBJECT =
            Pattern.compile("\\bone JSON object and nothing else\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTIES = Pattern.compile("<json_field_properties>\\s*");
    private static final Pattern SECTIONS = Pattern.compile("Respond with the corresponding output fields[^\\n]*");
    private static final Pattern SECTION =
            Pattern.compile("\\[\\[ ## (\\w+) ## ]]`?(?: \\(must be formatted as a valid Python (\\w+)[^)]*\\))?");
    private static final String LAST = "completed";
    /// Prompts hold much other JSON; a schema stands among the first.
    private static final int TRIES = 200;

    private Dictated() {}

    /// @param instructions the system's text and the last user's
    static Optional<String> answer(String instructions, List<String> words) {
        var sections = sections(instructions, words.getFirst());
        if (sections.isPresent() || !ASKED.matcher(instructions).find()) {
            return sections;
        }
        return schema(instructions)
                .map(schema -> SchemaExample.of(schema, words).toString())
                .or(() -> any(instructions, words.getFirst()));
    }

    private static Optional<String> any(String text, String word) {
        return ANY_OBJECT.matcher(text).find()
                ? Optional.of(JsonTrees.object().put("answer", word).toString())
                : Optional.empty();
    }

    private static Optional<JsonNode> schema(String text) {
        var listed = PROPERTIES.matcher(text);
        if (listed.find()) {
            var properties = value(text.toCharArray(), listed.end());
            if (properties.isObject()) {
                return Optional.of(JsonTrees.object().put("type", "object").set("properties", properties));
            }
        }
        var letters = text.toCharArray();
        int at = text.indexOf('{');
        for (int tries = 0; at >= 0 && tries < TRIES; tries++) {
            var value = value(letters, at);
            if (isSchema(value)) {
                return Optional.of(value);
            }
            at = text.indexOf('{', at + 1);
        }
        return Optional.empty();
    }

    private static boolean isSchema(JsonNode value) {
        return value.path("properties").isObject() || (value.has("$ref") && value.has("$defs"));
    }

    private static JsonNode value(char[] text, int from) {
        try (var parser = JSON.createParser(text, from, text.length - from)) {
            JsonNode value = JSON.readTree(parser);
            return value == null ? JsonTrees.object() : value;
        } catch (IOException notJson) {
            return JsonTrees.object();
        }
    }

    private static Optional<String> sections(String text, String word) {
        var asked = SECTIONS.matcher(text);
        if (!asked.find()) {
            return Optional.empty();
        }
        var answer = new StringBuilder();
        Set<String> seen = new LinkedHashSet<>();
        var section = SECTION.matcher(asked.group());
        while (section.find()) {
            var name = section.group(1);
            if (!name.equals(LAST) && seen.add(name)) {
                answer.append("[[ ## ").append(name).append(" ## ]]\n");
                answer.append(section.group(2) == null ? word : literal(section.group(2), word))
                        .append("\n\n");
            }
        }
        return Optional.of(answer.append("[[ ## ").append(LAST).append(" ## ]]").toString());
    }

    private static String literal(String type, String word) {
        return switch (type) {
            case "int" -> "7";
            case "float" -> "0.5";
            case "bool" -> "True";
            default -> word;
        };
    }
}
