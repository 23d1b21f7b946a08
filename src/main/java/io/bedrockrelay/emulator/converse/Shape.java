package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Types and ranges of the request's members, as the service's own model has them. Unknown members are let through.
final class Shape {
    private record Type(String name, Predicate<JsonNode> fits) {}

    private static final Type LIST = new Type("List", JsonNode::isArray);
    private static final Type STRUCTURE = new Type("Structure", JsonNode::isObject);
    private static final Type INTEGER = new Type("Integer", JsonNode::isIntegralNumber);
    private static final Type FLOAT = new Type("Float", JsonNode::isNumber);

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("/messages", LIST),
            Map.entry("/system", LIST),
            Map.entry("/inferenceConfig", STRUCTURE),
            Map.entry("/inferenceConfig/maxTokens", INTEGER),
            Map.entry("/inferenceConfig/temperature", FLOAT),
            Map.entry("/inferenceConfig/topP", FLOAT),
            Map.entry("/inferenceConfig/stopSequences", LIST),
            Map.entry("/toolConfig", STRUCTURE),
            Map.entry("/toolConfig/tools", LIST),
            Map.entry("/toolConfig/toolChoice", STRUCTURE),
            Map.entry("/guardrailConfig", STRUCTURE),
            Map.entry("/performanceConfig", STRUCTURE),
            Map.entry("/serviceTier", STRUCTURE),
            Map.entry("/outputConfig", STRUCTURE),
            Map.entry("/requestMetadata", STRUCTURE));
    private static final Map<String, List<String>> ENUMS = Map.of(
            "/performanceConfig/latency", List.of("standard", "optimized"),
            "/serviceTier/type", List.of("priority", "default", "flex", "reserved"),
            "/guardrailConfig/trace", List.of("enabled", "disabled", "enabled_full"),
            "/outputConfig/effort", List.of("low", "medium", "high", "xhigh", "max"),
            "/outputConfig/textFormat/type", List.of("json_schema"));
    private static final int MOST_METADATA = 16;

    private Shape() {}

    static Optional<ErrorAnswer> broken(ObjectNode request) {
        return TYPES.entrySet().stream()
                .filter(entry -> !absent(request.at(entry.getKey())))
                .filter(entry -> !entry.getValue().fits().test(request.at(entry.getKey())))
                .map(entry ->
                        wrongType(request.at(entry.getKey()), entry.getValue().name()))
                .findFirst()
                .or(() -> messages(request.path("messages")))
                .or(() -> ranges(request.path("inferenceConfig")))
                .or(() -> enums(request))
                .or(() -> metadata(request.path("requestMetadata")));
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static ErrorAnswer wrongType(JsonNode found, String wanted) {
        return ErrorAnswer.serialization(kind(found) + " can not be converted to " + article(wanted));
    }

    private static String article(String type) {
        return (type.startsWith("I") ? "an " : "a ") + type;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "STRING_VALUE";
            case NUMBER -> "NUMBER_VALUE";
            case BOOLEAN -> node.asBoolean() ? "TRUE_VALUE" : "FALSE_VALUE";
            case ARRAY -> "START_ARRAY";
            case OBJECT, POJO -> "START_OBJECT";
            case BINARY, MISSING, NULL -> "NULL_VALUE";
        };
    }

    private static Optional<ErrorAnswer> messages(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.path(i);
            if (!message.isObject()) {
                return Optional.of(wrongType(message, "Structure"));
            }
            var role = message.path("role").asText("");
            if (!role.equals("user") && !role.equals("assistant")) {
                return Optional.of(ErrorAnswer.constraint(
                        role, "messages." + (i + 1) + ".member.role", "satisfy enum value set: [user, assistant]"));
            }
            if (!message.path("content").isArray()) {
                return Optional.of(wrongType(message.path("content"), "List"));
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> ranges(JsonNode config) {
        var max = config.path("maxTokens");
        if (max.isNumber() && max.asLong() < 1) {
            return Optional.of(ErrorAnswer.constraint(
                    max.asText(), "inferenceConfig.maxTokens", "have value greater than or equal to 1"));
        }
        for (String field : List.of("temperature", "topP")) {
            var value = config.path(field);
            if (value.isNumber() && (value.asDouble() < 0 || value.asDouble() > 1)) {
                var bound = value.asDouble() < 0 ? "greater than or equal to 0" : "less than or equal to 1";
                return Optional.of(
                        ErrorAnswer.constraint(value.asText(), "inferenceConfig." + field, "have value " + bound));
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> enums(ObjectNode request) {
        return ENUMS.entrySet().stream()
                .filter(entry -> !absent(request.at(entry.getKey())))
                .filter(entry ->
                        !entry.getValue().contains(request.at(entry.getKey()).asText()))
                .map(entry -> ErrorAnswer.constraint(
                        request.at(entry.getKey()).asText(),
                        entry.getKey().substring(1).replace('/', '.'),
                        "satisfy enum value set: " + entry.getValue()))
                .findFirst();
    }

    private static Optional<ErrorAnswer> metadata(JsonNode metadata) {
        if (metadata.size() > MOST_METADATA) {
            return Optional.of(ErrorAnswer.constraint(
                    metadata.toString(), "requestMetadata", "have length less than or equal to " + MOST_METADATA));
        }
        for (JsonNode value : metadata) {
            if (!value.isTextual()) {
                return Optional.of(wrongType(value, "String"));
            }
        }
        return Optional.empty();
    }
}
