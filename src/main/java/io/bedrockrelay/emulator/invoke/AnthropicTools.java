package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tools and cache marks in a Claude model's own body.
final class AnthropicTools {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final int MOST_MARKS = 4;

    private AnthropicTools() {}

    static Optional<ErrorAnswer> broken(ObjectNode body) {
        return tools(body.path("tools")).or(() -> marks(body));
    }

    private static Optional<ErrorAnswer> tools(JsonNode tools) {
        var names = new HashSet<String>();
        for (int i = 0; i < tools.size(); i++) {
            var tool = tools.path(i);
            var name = tool.path("name").asText("");
            if (!NAME.matcher(name).matches()) {
                return Optional.of(ErrorAnswer.validation(
                        "tools." + i + ".custom.name: String should match pattern '^" + NAME.pattern() + "$'"));
            }
            if (!names.add(name)) {
                return Optional.of(ErrorAnswer.validation("tools: Tool names must be unique."));
            }
            boolean own = tool.path("type").asText("custom").equals("custom");
            if (own && !tool.path("input_schema").path("type").asText().equals("object")) {
                return Optional.of(
                        ErrorAnswer.validation("tools." + i + ".custom.input_schema.type: Input should be 'object'"));
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> marks(JsonNode body) {
        int marks = count(body);
        return marks > MOST_MARKS
                ? Optional.of(ErrorAnswer.validation("A maximum of " + MOST_MARKS
                        + " blocks with cache_control may be provided. Found " + marks + "."))
                : Optional.empty();
    }

    private static int count(JsonNode node) {
        int count = node.path("cache_control").isObject() ? 1 : 0;
        for (JsonNode child : node) {
            count += count(child);
        }
        return count;
    }
}
