package io.bedrockrelay.http.description;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.it.OwnRelay;
import io.bedrockrelay.it.Program;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// Public tools read the description that the packaged application serves: a validator and a linter find nothing, and a
/// client in TypeScript whose types are made of it compiles real requests, and reads what the application answered.
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiToolsIT {
    private static final Path TOOLS = Path.of("src/test/openapi");
    private static final Path MODULES = TOOLS.resolve("node_modules");
    private static final Path OUT = Path.of("target/openapi-types");
    private static final Path DOCUMENT = OUT.resolve("openapi.json");
    private static final Path TYPES = OUT.resolve("api.ts");

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    @SuppressWarnings("NullAway.Init")
    private static Path node;

    @SuppressWarnings("NullAway.Init")
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        node = Program.require("node");
        if (!Files.isDirectory(MODULES)) {
            var message = "the modules of " + TOOLS + " are not installed; .ci/programs does it";
            var _ = "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
        }
        Files.createDirectories(OUT);
        relay = OwnRelay.start(Map.of("relay.access.mode", "open", "relay.access.open-admin", "true"));
        var served = given().port(relay.port()).get("/q/openapi");
        assertThat(served.statusCode()).isEqualTo(200);
        Files.write(DOCUMENT, served.asByteArray());
        document = Schemas.json(served.asString());
    }

    @AfterAll
    static void stop() {
        if (relay != null) {
            relay.close();
        }
    }

    /// Headers of answers that something special has happened to.
    private static final Set<String> SOMETIMES = Set.of("X-Relay-Adapted", "X-Relay-Attempts", "X-Relay-Fallback");

    @Test
    @Order(1)
    void aValidatorAndALinterFindNothing() throws Exception {
        assertThat(run(List.of(TOOLS.resolve("lint.mjs").toString(), DOCUMENT.toString())))
                .isEmpty();
        // That they look at all.
        var broken = Files.writeString(
                OUT.resolve("broken.json"),
                Files.readString(DOCUMENT).replaceFirst("#/components/parameters/RegionHeader", "#/nowhere"));
        assertThat(run(List.of(TOOLS.resolve("lint.mjs").toString(), broken.toString())))
                .contains("no-unresolved-refs");
    }

    @Test
    @Order(2)
    void typesOfItCompileRealRequestsAndReadRealAnswers() throws Exception {
        var client = new ArrayList<String>();
        client.add("import type { paths } from \"./api\";");
        int requests = 0;
        int answers = 0;
        for (var line : Files.readAllLines(TOOLS.resolve("requests.jsonl"))) {
            var asked = Schemas.json(line);
            var answer = ask(asked);
            assertThat(answer.statusCode()).as(line + answer.asString()).isEqualTo(200);
            var operation = "paths[\"%s\"][\"%s\"]"
                    .formatted(
                            asked.path("path").asText(),
                            asked.path("method").asText().toLowerCase(Locale.ROOT));
            if (asked.has("body")) {
                client.add(
                        "export const request%d: NonNullable<%s[\"requestBody\"]>[\"content\"][\"application/json\"] = %s;"
                                .formatted(++requests, operation, asked.get("body")));
            }
            client.add(read(++answers, operation, asked, answer));
        }
        client.add(MISTAKES);
        assertThat(requests).isGreaterThanOrEqualTo(40);
        assertThat(answers).isGreaterThanOrEqualTo(40);
        Files.write(OUT.resolve("client.ts"), client);
        run(List.of(
                MODULES.resolve("openapi-typescript/bin/cli.js").toString(),
                DOCUMENT.toString(),
                "-o",
                TYPES.toString()));
        assertThat(run(List.of(
                        MODULES.resolve("typescript/bin/tsc").toString(),
                        "--noEmit",
                        "--strict",
                        "--target",
                        "es2022",
                        "--module",
                        "nodenext",
                        "--moduleResolution",
                        "nodenext",
                        OUT.resolve("client.ts").toString())))
                .isEmpty();
    }

    /// What a client would write, and what the types must not let pass.
    private static final String MISTAKES = """
            type Chat = paths["/v1/chat/completions"]["post"];
            type Request = NonNullable<Chat["requestBody"]>["content"]["application/json"];
            export function text(answer: Chat["responses"][200]["content"]["application/json"]): string {
              const message = answer.choices[0]?.message;
              return message?.content ?? message?.tool_calls?.map((call) => call.function.name).join(", ") ?? "";
            }
            export function piece(event: paths["/v1/messages"]["post"]["responses"][200]["content"]["text/event-stream"]): string {
              switch (event.type) {
                case "content_block_delta":
                  return event.delta.type === "text_delta" ? event.delta.text : "";
                case "error":
                  return event.error.message;
                default:
                  return "";
              }
            }
            // @ts-expect-error a role that there is not
            export const role: Request = { model: "m", messages: [{ role: "robot", content: "Hi" }] };
            // @ts-expect-error no messages
            export const none: Request = { model: "m" };
            // @ts-expect-error a part that only an assistant says
            export const part: Request = { model: "m", messages: [{ role: "user", content: [{ type: "refusal", refusal: "no" }] }] };
            """;

    private static Response ask(JsonNode asked) {
        var path = asked.path("path").asText();
        var request = given().port(relay.port()).urlEncodingEnabled(false);
        if (asked.has("body")) {
            request.contentType("application/json").body(asked.get("body").toString());
        }
        return request.request(
                asked.path("method").asText(),
                path.replaceAll("\\{[^}]*}", asked.path("model").asText()));
    }

    /// Holds the answer against the description as well, and gives the line of the client that reads it.
    private static String read(int number, String operation, JsonNode asked, Response answer) {
        var content = operation + "[\"responses\"][200][\"content\"]";
        var described = "/paths/%s/%s/responses/200"
                .formatted(
                        asked.path("path").asText().replace("/", "~1"),
                        asked.path("method").asText().toLowerCase(Locale.ROOT));
        document.at(described + "/headers").fieldNames().forEachRemaining(name -> {
            if (!name.contains("ratelimit") && !SOMETIMES.contains(name)) {
                assertThat(answer.header(name)).as(name + " of " + asked).isNotNull();
            }
        });
        if (!asked.path("stream").asBoolean()) {
            Schemas.closed()
                    .holdsAt(
                            described + "/content/application~1json/schema",
                            Schemas.json(answer.asString()),
                            asked.path("path"));
            return "export const answer%d: %s[\"application/json\"] = %s;"
                    .formatted(number, content, answer.asString());
        }
        var events = Events.of(answer.asString());
        assertThat(events).as(asked.toString()).hasSizeGreaterThan(1);
        for (var event : events) {
            Schemas.closed()
                    .holdsAt(described + "/content/text~1event-stream/schema", event.data(), asked.path("path"));
        }
        var list = events.stream().map(event -> event.data().toString()).toList();
        return "export const answer%d: %s[\"text/event-stream\"][] = %s;".formatted(number, content, list);
    }

    private static String run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(node.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
