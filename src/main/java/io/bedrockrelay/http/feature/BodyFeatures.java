package io.bedrockrelay.http.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.access.Feature;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a body asks for that is passed on as it is, by the names of its members as a parser reads them, however they
/// are spelt. The body is only parsed where one of the names, or an escape that may hide one, stands in it.
public final class BodyFeatures {
    private static final JsonFactory JSON = JsonReading.FACTORY;

    /// At any depth: Converse's own, and those of the models that read S3 by InvokeModel.
    private static final Set<String> S3 = Set.of("s3location", "s3uri");

    /// At the top of the body, and of the requests that CountTokens wraps.
    private static final Map<String, Feature> BY_NAME = Map.of(
            "guardrailConfig", Feature.GUARDRAIL,
            "amazon-bedrock-guardrailConfig", Feature.GUARDRAIL,
            "serviceTier", Feature.TIERS,
            "service_tier", Feature.TIERS,
            "performanceConfig", Feature.TIERS,
            "additionalModelRequestFields", Feature.ADDITIONAL_FIELDS);

    /// Values of a tier that ask for nothing.
    private static final Set<String> USUAL = Set.of("default", "standard", "standard_only", "auto");

    private static final List<String> TRACES =
            List.of("\"s3", "\"S3", "ardrailConfig\"", "Tier\"", "_tier\"", "manceConfig\"", "stFields\"", "\\u");

    private static final int WRAPPED = 3;

    /// Values that are the caller's own data, to whose members nobody at AWS gives a meaning: arguments and results of
    /// tools, from the depth at which these stand, and the tools' schemas.
    private static final Set<String> DATA = Set.of("input", "json");

    private static final Set<String> SCHEMAS = Set.of("inputSchema", "input_schema");
    private static final int DATA_DEPTH = 5;
    private static final int SCHEMA_DEPTH = 3;

    private BodyFeatures() {}

    /// Of a body that is no JSON nothing is said: Bedrock refuses it.
    public static Set<Feature> of(byte[] body) {
        var asked = EnumSet.noneOf(Feature.class);
        if (!hasTrace(body)) {
            return asked;
        }
        try (var parser = JSON.createParser(body)) {
            int depth = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME) {
                    depth += member(parser, depth, asked);
                }
            }
        } catch (IOException _) {
            // What was found so far counts: a lenient reader might read as far.
            return asked;
        }
        return asked;
    }

    /// Whether one of the names could be in the body. The JVM looks for strings in strings many bytes at a time, which
    /// pays for the copy.
    private static boolean hasTrace(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        return TRACES.stream().anyMatch(text::contains);
    }

    /// @return by how much its value, as far as it was read, goes deeper
    private static int member(JsonParser parser, int depth, Set<Feature> asked) throws IOException {
        var name = parser.currentName();
        if (S3.contains(name.toLowerCase(Locale.ROOT))) {
            asked.add(Feature.S3);
            return 0;
        }
        if ((depth >= DATA_DEPTH && DATA.contains(name)) || (depth >= SCHEMA_DEPTH && SCHEMAS.contains(name))) {
            parser.nextToken();
            parser.skipChildren();
            return 0;
        }
        var feature = depth <= WRAPPED ? BY_NAME.get(name) : null;
        if (feature == null) {
            return 0;
        }
        var value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL) {
            return 0;
        }
        if (feature != Feature.TIERS) {
            asked.add(feature);
            return value != null && value.isStructStart() ? 1 : 0;
        }
        if (value == JsonToken.VALUE_STRING) {
            tier(parser, asked);
        } else if (value == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    tier(parser, asked);
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            asked.add(feature);
            parser.skipChildren();
        }
        return 0;
    }

    private static void tier(JsonParser parser, Set<Feature> asked) throws IOException {
        if (!USUAL.contains(parser.getText())) {
            asked.add(Feature.TIERS);
        }
    }
}
