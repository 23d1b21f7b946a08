package io.bedrockrelay.it.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The description of the API that the application serves: which calls there are.
final class ApiDocument {
    private static final Path FILE = Path.of("src/main/resources/openapi/bedrock-relay.json");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    static ApiDocument built() throws IOException {
        return new ApiDocument(new ObjectMapper().readTree(FILE.toFile()));
    }

    /// One call.
    ///
    /// @param path a template with names in braces
    /// @param role `caller`, `chat` or `admin`; `nothing` where no key is needed; empty where it states none
    /// @param api its tag: whose API it belongs to
    /// @param success the status of the answer that it states first
    /// @param body the schema of its JSON body, if it has one
    record Operation(
            String method,
            String path,
            String role,
            String api,
            int success,
            List<Parameter> parameters,
            @Nullable JsonNode body) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean hasBodyField(String name) {
            return body != null && body.path("properties").has(name);
        }

        /// Those of its parameters that stand in the path, the query or a header.
        Stream<Parameter> in(String place) {
            return parameters.stream().filter(each -> each.in().equals(place));
        }
    }

    /// @param in `path`, `query` or `header`
    record Parameter(String name, String in, JsonNode schema) {}

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        operations.add(operation(path.getKey(), path.getValue(), entry.getKey(), entry.getValue()));
                    }
                }));
        return operations;
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode operation) {
        var parameters = new ArrayList<Parameter>();
        for (var list : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (var each : list) {
                var parameter = resolved(each);
                parameters.add(new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        resolved(parameter.path("schema"))));
            }
        }
        var body = operation.at("/requestBody/content/application~1json/schema");
        var statuses = operation.path("responses").fieldNames();
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("x-relay-role").asText(),
                operation.path("tags").path(0).asText(),
                statuses.hasNext() ? Integer.parseInt(statuses.next()) : 0,
                parameters,
                body.isMissingNode() ? null : resolved(body));
    }

    /// The node itself, or what it refers to.
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.path("$ref").asText().substring(1))) : node;
    }
}
