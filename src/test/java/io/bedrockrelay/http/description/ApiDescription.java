package io.bedrockrelay.http.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.http.endpoint.Endpoint;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Makes the description of the API of its parts and of `Endpoints`. What it adds to the parts is told in their README.
final class ApiDescription {
    static final Path FILE = Path.of("src/main/resources/openapi/bedrock-relay.json");
    private static final Path PARTS = Path.of("src/main/openapi");
    private static final String FIRST = "document.yaml";
    private static final String BASE = "/v1";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document;

    private ApiDescription(ObjectNode document) {
        this.document = document;
    }

    static ObjectNode document() throws IOException {
        var description = new ApiDescription(parts());
        References.write(description.document);
        Absent.write(description.document);
        open(description.document);
        description.paths();
        return description.document;
    }

    static String text() throws IOException {
        return JSON.writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(document())
                        .replace("\r\n", "\n")
                + "\n";
    }

    private static ObjectNode parts() throws IOException {
        var whole = (ObjectNode) part(PARTS.resolve(FIRST));
        try (var files = Files.list(PARTS)) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .filter(each -> !each.endsWith(FIRST))
                    .sorted()
                    .toList()) {
                merge(part(file), whole, file.getFileName().toString());
            }
        }
        return whole;
    }

    private static JsonNode part(Path file) throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return JSON.valueToTree(yaml.load(Files.readString(file)));
    }

    private static void merge(JsonNode part, ObjectNode whole, String where) {
        part.properties().forEach(member -> {
            var name = member.getKey();
            switch (whole.get(name)) {
                case null -> whole.set(name, member.getValue());
                case ObjectNode both
                when !name.startsWith("/") && !isSchema(both) -> merge(member.getValue(), both, where + " " + name);
                default -> throw new IllegalStateException(where + " has " + name + ", which another part has");
            }
        });
    }

    private static boolean isSchema(ObjectNode node) {
        return node.has("type") || node.has("oneOf") || node.has("anyOf") || node.has("$ref") || node.has("content");
    }

    /// An object of which nothing is said may hold anything; generators of types take one without the word for empty.
    private static void open(JsonNode node) {
        node.forEach(ApiDescription::open);
        if (node instanceof ObjectNode schema
                && isObject(schema.path("type"))
                && !schema.has("properties")
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", true);
        }
    }

    private static boolean isObject(JsonNode type) {
        return type.asText().equals("object") || type.path(0).asText().equals("object");
    }

    private void paths() {
        var aliases = JSON.createObjectNode();
        var paths = (ObjectNode) document.get("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(entry -> {
            if (METHODS.contains(entry.getKey())) {
                var method = entry.getKey().toUpperCase(Locale.ROOT);
                var endpoint = endpoint(method, path.getKey());
                var operation = (ObjectNode) entry.getValue();
                alias(path.getKey(), entry.getKey(), operation, endpoint, aliases);
                Operations.complete(operation, endpoint);
            }
        }));
        aliases.properties().forEach(alias -> paths.set(alias.getKey(), alias.getValue()));
        Operations.headers((ObjectNode) document.at("/components/responses"));
    }

    private static Endpoint endpoint(String method, String path) {
        var example = path.replaceAll("\\{[^}]*}", "x");
        return Endpoints.ALL.stream()
                .filter(row -> row.knows(method))
                .filter(row -> row.pattern().matcher(example).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " " + path + " is described, but not served"));
    }

    private static void alias(String path, String method, ObjectNode operation, Endpoint endpoint, ObjectNode aliases) {
        if (!path.startsWith(BASE + "/")) {
            return;
        }
        var tail = endpoint.path().substring(BASE.length());
        for (var other : others(endpoint, tail)) {
            var base = other.path().substring(0, other.path().length() - tail.length());
            var copy = operation.deepCopy();
            // What OpenAI's and Anthropic's clients ask at one path of `/v1` belongs to one of them elsewhere.
            if (other.surface() == Surface.ANTHROPIC) {
                copy.putArray("tags").add("anthropic");
            }
            Operations.complete(copy, other);
            copy.put("operationId", operation.get("operationId").textValue() + "At" + words(base));
            copy.put("description", "The same as " + method.toUpperCase(Locale.ROOT) + " " + path);
            aliases.withObject("/"
                            + (base + path.substring(BASE.length()))
                                    .replace("~", "~0")
                                    .replace("/", "~1"))
                    .set(method, copy);
        }
    }

    private static List<Endpoint> others(Endpoint endpoint, String tail) {
        return Endpoints.ALL.stream()
                .filter(other -> other.service() == endpoint.service())
                .filter(other -> other.methods().equals(endpoint.methods()))
                .filter(other -> other.path().endsWith(tail))
                .filter(other -> !other.path().equals(endpoint.path()))
                .toList();
    }

    /// `ApiV1` of `/api/v1`.
    private static String words(String base) {
        var words = new StringBuilder();
        for (var word : base.substring(1).split("/", -1)) {
            words.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return words.toString();
    }
}
