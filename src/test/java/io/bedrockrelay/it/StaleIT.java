package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.control.ControlFault;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bedrock's catalogue changes under the relay: who hits the stale id is told what works now, and Bedrock's control
/// plane is asked once for all of them.
@Timeout(60)
class StaleIT {
    private static final String KNOWN = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String NEW = "us.anthropic.claude-sonnet-4-5-20250929-v2:0";

    /// The lanes whose errors list ids in the relay's words; on its own wire Bedrock's words stay as they are.
    private static final List<Lane> TELLING = List.of(Lane.RELAY, Lane.OPENAI, Lane.CLAUDE);

    @Test
    void theErrorListsWhatWorksAfterOneRefreshForAll(@TempDir Path folder) throws Exception {
        try (var relay = OwnRelay.start(Map.of())) {
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
            change(relay, folder, NEW);
            long listed = relay.bedrock().requests("ListFoundationModels");

            var refused = new ArrayList<Running>();
            for (int i = 0; i < 10; i++) {
                for (var lane : TELLING) {
                    refused.add(ask(client, relay, lane, i % 2 == 0));
                }
            }
            for (var each : refused) {
                assertThat(each.status()).as(each.lane().toString()).isEqualTo(404);
                assertThat(each.awaitEnd()).isTrue();
                assertThat(text(each)).contains(NEW).doesNotContain("v3:0");
            }
            assertThat(relay.bedrock().requests("ListFoundationModels")).isEqualTo(listed + 1);

            for (var lane : TELLING) {
                var served = ask(client, relay, lane, true);
                assertThat(served.status()).isEqualTo(200);
                assertThat(served.header("X-Relay-Model")).isEqualTo(NEW);
            }

            change(relay, folder, NEW.replace("v2", "v3"));
            for (var lane : TELLING) {
                assertThat(ask(client, relay, lane, true).status()).isEqualTo(404);
            }
            assertThat(relay.bedrock().requests("ListFoundationModels"))
                    .as("not again within a minute")
                    .isEqualTo(listed + 1);
        }
    }

    @Test
    void aControlPlaneThatHangsDelaysTheErrorByTwoSecondsAtMost(@TempDir Path folder) throws Exception {
        try (var relay = OwnRelay.start(Map.of())) {
            var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
            assertThat(ask(client, relay, Lane.OPENAI, true).status()).isEqualTo(200);
            change(relay, folder, NEW);
            relay.bedrock().failControlPlane("us-east-1", ControlFault.HANGING);
            long start = System.nanoTime();
            assertThat(ask(client, relay, Lane.OPENAI, true).status()).isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    private static Running ask(HttpClient client, OwnRelay relay, Lane lane, boolean streamed) {
        return Running.openModel(client, relay.port(), lane, "claude-sonnet-4-5", "text", streamed);
    }

    private static String text(Running answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /// Puts another profile in the place of the known one.
    private static void change(OwnRelay relay, Path folder, String profile) throws Exception {
        var region = Files.createDirectories(folder.resolve("us-east-1"));
        var models = region.resolve("foundation-models.json");
        if (Files.notExists(models)) {
            Files.writeString(models, listed(relay, "/foundation-models"));
            Files.writeString(region.resolve("before"), listed(relay, "/inference-profiles?maxResults=1000"));
        }
        var before = Files.readString(region.resolve("before"));
        assertThat(before).contains(KNOWN);
        Files.writeString(region.resolve("inference-profiles.json"), before.replace(KNOWN, profile));
        relay.bedrock().useCaptures(folder);
    }

    private static String listed(OwnRelay relay, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(relay.bedrock().uri() + path))
                .header("Authorization", "Bearer us-east-1:key")
                .build();
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
