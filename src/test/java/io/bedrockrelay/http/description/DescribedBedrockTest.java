package io.bedrockrelay.http.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Bedrock was recorded to answer, which passes as it is, is described.
class DescribedBedrockTest {
    private static final Path SHARED = Path.of("../shared/bedrock");
    private static final Schemas SCHEMAS = Schemas.closed();

    @BeforeEach
    void recorded() {
        assumeTrue(Files.exists(SHARED), "the recordings are not here");
    }

    @Test
    void answersOfConverse() throws IOException {
        var files = files("converse-", ".body.json");
        assertThat(files).hasSizeGreaterThan(30);
        for (var file : files) {
            var body = json(file);
            SCHEMAS.holds(body.has("output") ? "ConverseAnswer" : "BedrockError", body, file);
        }
        SCHEMAS.refusesWhatIsBroken("ConverseAnswer", json(files.getLast()));
    }

    @Test
    void eventsOfConverseStream() throws IOException {
        var schemas = Schemas.JSON
                .readTree(ApiDescription.FILE.toFile())
                .at("/paths/~1model~1{modelId}~1converse-stream/post/responses/200/content")
                .at("/application~1vnd.amazon.eventstream/x-events");
        var seen = new HashMap<String, JsonNode>();
        for (var file : files("converse-stream-", ".events.json")) {
            for (var frame : json(file)) {
                var type = frame.path("headers").path(":event-type").asText();
                var schema = schemas.path(type).path("$ref").asText(type).replaceFirst(".*/", "");
                SCHEMAS.holds(schema, frame.path("payload"), file);
                seen.put(schema, frame.path("payload"));
            }
        }
        assertThat(seen).hasSize(6);
        seen.forEach(SCHEMAS::refusesWhatIsBroken);
    }

    @Test
    void answersOfInvokeModelAndCountTokens() throws IOException {
        for (var file : files("invoke-claude", ".body.json")) {
            SCHEMAS.holds("AnthropicMessage", json(file), file);
        }
        for (var file : files("invoke-stream-us-claude", ".events.json")) {
            for (var frame : json(file)) {
                SCHEMAS.holds("InvokeChunk", frame.path("payload"), file);
                SCHEMAS.holds("AnthropicEvent", frame.path("inner"), file);
            }
        }
        var counted = json(SHARED.resolve("captures/count-tokens-claude-sonnet-4.body.json"));
        SCHEMAS.refusesWhatIsBroken("TokenCount", counted);
        for (var name : List.of("count-tokens-profile-refused", "count-tokens-server-tool-refused")) {
            SCHEMAS.holds("BedrockError", json(SHARED.resolve("recordings/" + name + ".body.json")), name);
        }
    }

    private static List<Path> files(String beginning, String ending) throws IOException {
        try (var captures = Files.list(SHARED.resolve("captures"));
                var recordings = Files.list(SHARED.resolve("recordings"))) {
            return Stream.concat(captures, recordings)
                    .filter(file -> file.getFileName().toString().startsWith(beginning))
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return Schemas.json(Files.readString(file));
    }
}
