package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What production must and must not do, shown by the packaged application in a process of its own.
@Timeout(90)
class ProductionIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    relay.regions                     | Europe         | Region
                    relay.routing.scopes              | galactic       | geographic
                    relay.routing.residency           | eu-*-1         | eu-
                    relay.routing.geography           | smallest       | narrowest
                    relay.catalogue.refresh-every     | soon           | 15m
                    relay.bedrock.endpoint-override   | bedrock        | https://
                    relay.stream.idle-timeout         | 0s             | 5m
                    relay.stream.max-open             | 0              | at least 1
                    relay.retry.attempts              | 0              | from 1
                    relay.retry.budget                | 2              | 0.2
                    relay.limits.body                 | 3              | 25M
                    relay.limits.memory               | 10K            | 128M
                    relay.limits.json-depth           | 1000           | 200
                    relay.drain.delay                 | -1s            | 5s
                    relay.aliases."loop"              | loop           | let one of them
                    """)
    void aWrongSettingStopsTheStartWithKeyValueReasonAndRemedy(String key, String value, String remedy)
            throws Exception {
        var settings = settings();
        settings.put(key, value);
        try (var relay = Packaged.start(settings)) {
            assertThat(relay.awaitExit()).isEqualTo(1);
            assertThat(relay.log())
                    .contains("Bedrock Relay does not start")
                    .contains(key)
                    .contains("why:")
                    .contains("remedy:")
                    .contains(remedy)
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus.http.port", "quarkus.management.port"})
    void aTakenPortEndsTheStartWithItsSettingAndRemedy(String key) throws Exception {
        try (var taken = new ServerSocket(0)) {
            var settings = settings();
            settings.put(key, Integer.toString(taken.getLocalPort()));
            try (var relay = Packaged.start(settings)) {
                assertThat(relay.awaitExit()).isEqualTo(1);
                assertThat(relay.log())
                        .contains("Bedrock Relay does not start", key + " = " + taken.getLocalPort())
                        .contains("remedy: end what listens on the port")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenIsNamed(@TempDir Path folder) throws Exception {
        var settings = settings();
        settings.put("java.io.tmpdir", folder.resolve("absent").toString());
        try (var relay = Packaged.start(settings)) {
            assertThat(relay.awaitExit()).isEqualTo(1);
            assertThat(relay.log())
                    .contains("Bedrock Relay does not start", "java.io.tmpdir = " + folder.resolve("absent"), "remedy:")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void wrongSettingsOfEveryKindAreToldAtOnce() throws Exception {
        var wrong = """
                relay.stream.max-open=many
                relay.stream.idle-timeout=soon
                relay.stream.total-timeout=1 fortnight
                relay.stream.keep-alive=
                relay.bedrock.connect-timeout=5 parsecs
                relay.bedrock.max-frame-size=huge
                relay.bedrock.max-answer-size=64 mugs
                relay.bedrock.max-connections=1e9x
                relay.limits.body=25 MB?
                relay.retry.attempts=three
                relay.retry.budget=a fifth
                relay.metrics.enabled=yse
                relay.images.remote=ture
                relay.images.max-size=4 meg
                relay.checks.concurrency=99999999999
                relay.access.redis.budgets=ajar
                relay.drain.delay=later
                relay.overload.event-loop-lag=slow
                relay.routing.geography=smallest
                relay.images.concurrency=0
                relay.adapt=tight
                relay.fit.learn-most=plenty
                relay.responses.max-answer=long
                quarkus.http.port=eighty
                """.lines().toList();
        var settings = settings();
        wrong.forEach(
                line -> settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        try (var relay = Packaged.start(settings)) {
            assertThat(relay.awaitExit()).isEqualTo(1);
            assertThat(relay.log()).contains("24 settings are wrong").doesNotContain("SRCFG", "\tat ");
            assertThat(wrong).hasSize(24).allSatisfy(line -> assertThat(relay.log())
                    .contains(line.replaceFirst("=", " = ")));
            assertThat(relay.log().split("remedy:", -1)).hasSize(25);
        }
    }

    @Test
    void aMisspeltSettingStopsTheStart() throws Exception {
        var settings = settings();
        settings.put("relay.stream.idle-time", "5m");
        try (var relay = Packaged.start(settings)) {
            assertThat(relay.awaitExit()).isEqualTo(1);
            assertThat(relay.log()).contains("relay.stream.idle-time");
        }
    }

    @Test
    void noProfileBringsAnEmulatorToLife() throws Exception {
        var settings = settings();
        settings.put("quarkus.profile", "dev");
        settings.put("relay.access.open-admin", "false");
        settings.put("quarkus.http.port", freePort());
        settings.put("quarkus.management.port", freePort());
        try (var relay = Packaged.start(settings)) {
            assertThat(relay.awaitLog("Listening on")).as(relay.log()).isTrue();
            assertThat(relay.listeningPorts())
                    .containsExactlyInAnyOrder(
                            Integer.valueOf(settings.get("quarkus.http.port")),
                            Integer.valueOf(settings.get("quarkus.management.port")));
            // Its Bedrock refuses every connection: alive, not ready, and closed to administrators.
            given().port(Integer.parseInt(settings.get("quarkus.management.port")))
                    .get("/q/health/live")
                    .then()
                    .statusCode(200);
            given().port(Integer.parseInt(settings.get("quarkus.management.port")))
                    .get("/q/health/ready")
                    .then()
                    .statusCode(503);
            given().port(Integer.parseInt(settings.get("quarkus.http.port")))
                    .post("/api/registry/refresh")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void noFileOfThePackageBelongsToAnEmulator() throws IOException {
        assumeThat(Packaged.isNative()).as("it has no jars").isFalse();
        var jars = new ArrayList<Path>();
        try (var files = Files.walk(Path.of("target/quarkus-app"))) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        assertThat(jars).anyMatch(jar -> jar.getFileName().toString().startsWith("bedrock-relay"));
        var entries = new ArrayList<String>();
        for (var file : jars) {
            try (var jar = new JarFile(file.toFile())) {
                jar.stream().map(JarEntry::getName).forEach(entries::add);
            }
        }
        assertThat(entries)
                .contains("io/bedrockrelay/http/Conversation.class")
                .noneMatch(entry -> entry.startsWith("io/bedrockrelay/emulator/") || entry.startsWith("emulator/"));
    }

    /// Enough to start, with a Bedrock that refuses every connection.
    private static Map<String, String> settings() throws IOException {
        var settings = new HashMap<String, String>();
        settings.put("relay.bedrock.endpoint-override", "http://127.0.0.1:1");
        settings.put("relay.access.mode", "open");
        settings.put("aws.accessKeyId", "AKIDEXAMPLE");
        settings.put("aws.secretAccessKey", "secret");
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.port", "0");
        return settings;
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
