package io.bedrockrelay.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The schemas of the description that is served, in two readings: as it is told to the world, and closed, where an
/// object may have no member that is not described. Answers are held to the closed one, so that none is forgotten.
final class Schemas {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String AT = "https://relay.test/";
    private static final Schemas TOLD = new Schemas("told", false);
    private static final Schemas CLOSED = new Schemas("closed", true);

    private final String name;
    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> known = new HashMap<>();

    private Schemas(String name, boolean closed) {
        this.name = name;
        try {
            document = JSON.readTree(ApiDescription.FILE.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (closed) {
            close(document.at("/components/schemas"));
        }
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(AT + name, document.toString())));
    }

    static Schemas told() {
        return TOLD;
    }

    static Schemas closed() {
        return CLOSED;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /// Of one schema among the components.
    void holds(String schema, JsonNode body, Object about) {
        assertThat(complaints(schema, body)).as("%s as %s", about, schema).isEmpty();
    }

    /// Of one schema wherever it stands, by its JSON pointer.
    void holdsAt(String pointer, JsonNode body, Object about) {
        assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
        assertThat(at(pointer).validate(body)).as("%s at %s", about, pointer).isEmpty();
    }

    String complaints(String schema, JsonNode body) {
        var errors = at("/components/schemas/" + schema).validate(body);
        return errors.isEmpty() ? "" : errors.toString();
    }

    /// That the schema means something: no required member can go, or be of another kind.
    void refusesWhatIsBroken(String schema, JsonNode valid) {
        holds(schema, valid, "the whole");
        for (var required : document.at("/components/schemas/" + schema + "/required")) {
            var without = (ObjectNode) valid.deepCopy();
            without.remove(required.textValue());
            assertThat(complaints(schema, without))
                    .as("%s without %s", schema, required)
                    .isNotEmpty();
            var other = (ObjectNode) valid.deepCopy();
            other.set(required.textValue(), otherKind(valid.get(required.textValue())));
            assertThat(complaints(schema, other))
                    .as("%s with another %s", schema, required)
                    .isNotEmpty();
        }
    }

    private static JsonNode otherKind(JsonNode value) {
        return value.isNumber() || value.isNull()
                ? JSON.createArrayNode()
                : JSON.getNodeFactory().numberNode(-7.5);
    }

    private Schema at(String pointer) {
        return known.computeIfAbsent(pointer, each -> registry.getSchema(SchemaLocation.of(AT + name + "#" + each)));
    }

    private static void close(JsonNode node) {
        node.forEach(Schemas::close);
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && schema.path("type").isTextual()
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
    }
}
