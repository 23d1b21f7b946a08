package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The keys file of a running relay: what changes when it changes, and what does not.
@Timeout(90)
class KeysReloadIT {

    @Test
    void aChangeHoldsForNewCallsAndDropsNoOpenOneAndAWrongFileChangesNothing(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, entry("first", "brk_first", ""));
        try (var keyed =
                Keyed.start(Map.of("relay.access.keys-file", file.toString(), "relay.access.keys-reload", "1s"))) {
            var stream = open(keyed);
            assertThat(stream.next()).isNotNull();

            Keyed.write(file, entry("second", "brk_second", ""));
            awaitStatus(keyed, "brk_second", 200);
            awaitStatus(keyed, "brk_first", 401);

            Files.writeString(file, "keys:\n  - name: third\n    sha256: brk_third\n");
            assertThat(keyed.relay().awaitLog("is wrong and not taken"))
                    .as(keyed.relay().log())
                    .isTrue();
            awaitStatus(keyed, "brk_second", 200);
            awaitStatus(keyed, "brk_third", 401);

            keyed.bedrock().open("reload");
            assertThat(stream.rest())
                    .extracting(Sse.Event::name)
                    .contains("stop", "usage")
                    .doesNotContain("error");
            assertThat(keyed.relay().log()).contains("ERROR").doesNotContain("brk_");
        }
    }

    @Test
    void withoutUsableKeysProductionDoesNotStart(@TempDir Path folder) throws Exception {
        var empty = folder.resolve("keys.yaml");
        Files.writeString(empty, "keys: []\n");
        for (var keysFile : new String[] {"", "/nowhere/keys.yaml", empty.toString()}) {
            var settings = new HashMap<String, String>();
            settings.put("aws.accessKeyId", "AKIDEXAMPLE");
            settings.put("aws.secretAccessKey", "secret");
            settings.put("relay.bedrock.endpoint-override", "http://127.0.0.1:1");
            settings.put("quarkus.http.port", "0");
            settings.put("quarkus.management.port", "0");
            if (!keysFile.isEmpty()) {
                settings.put("relay.access.keys-file", keysFile);
            }
            try (var relay = Packaged.start(settings)) {
                assertThat(relay.awaitExit()).isEqualTo(1);
                assertThat(relay.log())
                        .contains("relay.access.keys-file", "why:", "remedy:")
                        .doesNotContain("\tat ");
            }
        }
    }

    private static Sse open(Keyed keyed) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + keyed.port() + "/api/chat"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer brk_first")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hello [[emulate: gate=reload gate-after=3]]\"}]}"))
                .build();
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Sse(response.body());
    }

    private static void awaitStatus(Keyed keyed, String key, int status) throws InterruptedException {
        var once = new CountDownLatch(1);
        int found = 0;
        for (int tries = 0; tries < 200; tries++) {
            found = keyed.as(key).get("/api/regions").statusCode();
            if (found == status) {
                return;
            }
            once.await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the answer stays " + found + " instead of " + status);
    }
}
