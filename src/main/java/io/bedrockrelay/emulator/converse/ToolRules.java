package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What tools on offer must look like.
final class ToolRules {
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");
    static final int LONGEST_NAME = 64;

    private ToolRules() {}

    static Optional<ErrorAnswer> broken(ObjectNode request) {
        var config = request.path("toolConfig");
        if (!config.isObject()) {
            return Optional.empty();
        }
        var tools = config.path("tools");
        if (tools.isEmpty()) {
            return Optional.of(
                    ErrorAnswer.validation("1 validation error detected: Value at 'toolConfig.tools' failed to"
                            + " satisfy constraint: Member must have length greater than or equal to 1"));
        }
        return each(tools).or(() -> choice(config.path("toolChoice"), tools));
    }

    private static Optional<ErrorAnswer> each(JsonNode tools) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < tools.size(); i++) {
            var spec = tools.path(i).path("toolSpec");
            if (spec.isObject()) {
                var refusal = tool(spec, i);
                if (refusal.isPresent()) {
                    return refusal;
                }
                var first = names.putIfAbsent(spec.path("name").asText(), i);
                if (first != null) {
                    return Optional.of(ErrorAnswer.validation("The tool "
                            + spec.path("name").asText() + " is already defined at toolConfig.tools." + first + "."));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> tool(JsonNode spec, int index) {
        var at = "toolConfig.tools." + (index + 1) + ".member.toolSpec.";
        return name(spec.path("name"), at + "name").or(() -> {
            var description = spec.path("description");
            if (description.isTextual() && description.asText().isEmpty()) {
                return Optional.of(
                        ErrorAnswer.constraint("", at + "description", "have length greater than or equal to 1"));
            }
            var type = spec.path("inputSchema").path("json").path("type").asText("");
            return type.equals("object")
                    ? Optional.empty()
                    : Optional.of(ErrorAnswer.validation("The value at toolConfig.tools." + index
                            + ".toolSpec.inputSchema.json.type must be one of the following: object."));
        });
    }

    static Optional<ErrorAnswer> name(JsonNode name, String at) {
        var text = name.asText("");
        if (!NAME.matcher(text).matches()) {
            return Optional.of(
                    ErrorAnswer.constraint(text, at, "satisfy regular expression pattern: " + NAME.pattern()));
        }
        return text.length() > LONGEST_NAME
                ? Optional.of(ErrorAnswer.constraint(text, at, "have length less than or equal to " + LONGEST_NAME))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> choice(JsonNode choice, JsonNode tools) {
        if (choice.size() > 1) {
            return Optional.of(ErrorAnswer.validation(
                    "The toolChoice object must set one of the following keys: auto, any, tool."));
        }
        var named = choice.path("tool").path("name");
        if (!named.isTextual()) {
            return Optional.empty();
        }
        for (JsonNode tool : tools) {
            if (tool.path("toolSpec").path("name").equals(named)) {
                return Optional.empty();
            }
        }
        return Optional.of(ErrorAnswer.byModel("Tool '" + named.asText() + "' not found in provided tools"));
    }
}
