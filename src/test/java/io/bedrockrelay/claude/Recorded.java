package io.bedrockrelay.claude;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/// A request as the real client sent it, its texts replaced.
///
/// @param betas the header `anthropic-beta`, empty where there was none
record Recorded(ObjectNode body, String betas) {
    static final JsonMapper JSON = new JsonMapper();
    private static final Path FILE = Path.of("../shared/bedrock/claude-code/requests.jsonl");

    /// Skips the test where the recordings are not at hand.
    ///
    /// @param session the case of the recordings
    /// @param asked what the client was started with
    /// @param turn the first with a conversation is 1
    static Recorded of(String session, String asked, int turn) {
        assumeTrue(Files.exists(FILE), "the recordings are not here");
        try (var lines = Files.lines(FILE)) {
            return lines.map(Recorded::read)
                    .filter(line -> line.path("case").asText().equals(session))
                    .filter(line -> line.path("asked").asText().equals(asked))
                    .filter(line -> line.at("/body/tools").size() > 0)
                    .skip(turn - 1L)
                    .findFirst()
                    .map(line -> new Recorded(
                            (ObjectNode) line.path("body"),
                            line.at("/headers/anthropic-beta").asText()))
                    .orElseThrow(() -> new AssertionError("no turn " + turn + " of " + session + " " + asked));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static ObjectNode object(String json) {
        return (ObjectNode) read(json);
    }

    /// The first turn of a session through a gateway.
    static Recorded gateway(String model) {
        return switch (model) {
            case "claude-opus-5-5" -> of("g-opus55", model, 1);
            case "claude-sonnet-5" -> of("g-sonnet5", model, 1);
            case "claude-opus-4-8" -> of("g-opus48-1m", model + "[1m]", 1);
            case "claude-sonnet-4-5" -> of("g-sonnet45", model, 1);
            case "nova-2-lite" -> of("g-nova", model, 1);
            default -> of("gg", model, 1);
        };
    }

    /// The turn after the search for tools, with references to two of them.
    static Recorded searched(String session, String model) {
        return of(session, model, 1);
    }

    /// The names of the members of an object, in their order.
    static List<String> names(JsonNode object) {
        return StreamSupport.stream(object.properties().spliterator(), false)
                .map(member -> member.getKey())
                .toList();
    }
}
