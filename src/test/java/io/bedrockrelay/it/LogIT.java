package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nothing that people say to models, or models to people, and no key is in any log, at whatever level.
@Timeout(120)
class LogIT {
    /// In every prompt; the embedded Bedrock quotes prompts in its answers.
    private static final String SAID = "xyzzy-said-7391";

    private static final String KEY = "xyzzy-key-7391";
    private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private static final List<String> DIRECTIVES = List.of(
            "none",
            "validation",
            "denied",
            "throttle-day",
            "model-timeout",
            "busy",
            "close",
            "malformed",
            "exception=modelStreamErrorException after=3",
            "unknown-exception after=3",
            "error after=3",
            "cut after=3",
            "half after=3",
            "garbage after=3",
            "message-crc after=3",
            "without=messageStop",
            "unknown-event after=3");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// A path, and a body with `%s` for the prompt.
    private record Question(String path, String body) {
        String saying(String prompt) {
            return body.formatted(prompt);
        }
    }

    private static List<Question> questions() {
        return Stream.of("claude-sonnet-4-5", "nova-pro")
                .flatMap(model -> Stream.of(false, true).flatMap(streamed -> each(model, streamed)))
                .toList();
    }

    private static Stream<Question> each(String model, boolean streamed) {
        var messages = "\"system\":\"" + SAID + "\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]";
        var plain = "{\"model\":\"" + model + "\",\"stream\":" + streamed + ",\"max_tokens\":99," + messages + "}";
        var converse = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"%s\"}]}],\"system\":[{\"text\":\""
                + SAID + "\"}]}";
        var invoke = "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":99," + messages + "}";
        return Stream.of(
                new Question("/api/chat", "{\"model\":\"" + model + "\"," + messages + "}"),
                new Question("/v1/chat/completions", plain.replace("\"system\":\"" + SAID + "\",", "")),
                new Question("/v1/messages", plain),
                new Question("/model/" + model + (streamed ? "/converse-stream" : "/converse"), converse),
                new Question("/model/" + model + (streamed ? "/invoke-with-response-stream" : "/invoke"), invoke));
    }

    @Test
    void nothingThatWasSaidAndNoKeyIsInTheLog() throws Exception {
        var vertx = Vertx.vertx();
        try (var bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS)) {
            var settings = BedrockResource.settings(bedrock);
            settings.put("relay.regions", "us-east-1");
            settings.put("aws.secretAccessKey", KEY);
            settings.put("quarkus.http.port", "0");
            settings.put("quarkus.log.level", "ALL");
            settings.put("quarkus.log.console.level", "ALL");
            for (var category : List.of("io.bedrockrelay", "io.vertx", "io.netty", "io.quarkus", "software.amazon")) {
                settings.put("quarkus.log.category.\"" + category + "\".level", "ALL");
            }
            try (var relay = Packaged.start(settings)) {
                assertThat(relay.awaitLog("Catalogue of us-east-1")).isTrue();
                assertThat(relay.awaitLog("Listening on: http")).isTrue();
                var found = PORT.matcher(relay.log());
                assertThat(found.find()).isTrue();
                say("http://localhost:" + found.group(1));
                assertThat(relay.log()).as("a log that tells much").contains(" DEBUG ");
                assertThat(relay.log().lines().filter(line -> line.contains(SAID) || line.contains(KEY)))
                        .isEmpty();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void say(String relay) throws Exception {
        for (var question : questions()) {
            for (var directive : DIRECTIVES) {
                post(relay + question.path(), question.saying(SAID + " [[emulate: " + directive + "]]"));
            }
            // What cannot be read, because it is cut off, of another shape, or no JSON at all.
            var body = question.saying(SAID);
            post(relay + question.path(), body.substring(0, body.length() - 2));
            post(
                    relay + question.path(),
                    body.replace("\"content\":", "\"content\":{\"type\":\"" + SAID + "\"},\"x\":"));
            post(relay + question.path(), body.replace("\"user\"", "\"" + SAID + "\""));
            post(relay + question.path(), SAID);
        }
        post(relay + "/v1/embeddings", "{\"model\":\"titan-embed-text-v2\",\"input\":\"" + SAID + "\"}");
        post(relay + "/v1/embeddings", "{\"model\":\"nova-pro\",\"input\":[\"" + SAID + "\"]}");
        post(
                relay + "/v1/messages/count_tokens",
                "{\"model\":\"claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\",\"content\":\"" + SAID + "\"}]}");
        post(
                relay + "/model/claude-sonnet-4/count-tokens",
                "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + SAID
                        + "\"}]}]}}}");
    }

    private void post(String uri, String body) throws Exception {
        post(uri, body, "application/json");
        if (uri.endsWith("/api/chat")) {
            post(uri, body, "text/event-stream");
        }
    }

    private void post(String uri, String body, String accept) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .header("Authorization", "Bearer " + KEY)
                .header("x-api-key", KEY)
                .header("anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException cutOff) {
            // What the relay answers is other tests' business.
        }
    }
}
