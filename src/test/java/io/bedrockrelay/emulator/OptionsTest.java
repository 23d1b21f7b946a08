package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrock.model.BedrockException;

class OptionsTest {
    private static final Path SHARED = Path.of("../shared/bedrock");
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void verifiesSignaturesOfAwsOwnSigner() throws Exception {
        try (var emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS.verifying(Sdk.KEY, Sdk.SECRET));
                var client = Sdk.in(emulator, "us-east-1").control();
                var wire = Wire.in(emulator, "us-east-1")) {
            var arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f";
            assertThat(client.listInferenceProfiles(all -> all.maxResults(3).typeEquals("SYSTEM_DEFINED"))
                            .inferenceProfileSummaries())
                    .hasSize(3);
            assertThat(client.getInferenceProfile(get -> get.inferenceProfileIdentifier(arn))
                            .models())
                    .hasSize(1);

            var seen = emulator.lastRequests().getLast();
            var forged = HttpRequest.newBuilder(URI.create(emulator.uri() + "/foundation-models"))
                    .header("Authorization", seen.header("authorization"))
                    .header("X-Amz-Date", seen.header("x-amz-date"))
                    .build();
            assertThat(wire.send(forged).errorType()).startsWith("InvalidSignatureException");
        }
        try (var emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS.verifying(Sdk.KEY, "another secret"));
                var client = Sdk.in(emulator, "us-east-1").control()) {
            assertThatThrownBy(() -> client.listFoundationModels(all -> {}))
                    .isInstanceOfSatisfying(BedrockException.class, refusal -> assertThat(
                                    refusal.awsErrorDetails().errorCode())
                            .isEqualTo("InvalidSignatureException"));
        }
    }

    @Test
    void servesCapturedAnswersAndSwapsThem(@TempDir Path folder) throws Exception {
        var region = Files.createDirectory(folder.resolve("eu-west-3"));
        Files.writeString(
                region.resolve("foundation-models.json"), "{\"modelSummaries\": [{\"modelId\": \"a.b\", \"new\": 1}]}");
        try (var emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS.captures(folder));
                var wire = Wire.in(emulator, "eu-west-3")) {
            assertThat(wire.get("/foundation-models").json())
                    .hasToString("{\"modelSummaries\":[{\"modelId\":\"a.b\",\"new\":1}]}");
            Files.writeString(region.resolve("foundation-models.json"), "{\"modelSummaries\": []}");
            emulator.useCaptures(folder);
            assertThat(wire.get("/foundation-models").json().path("modelSummaries"))
                    .isEmpty();
        }
    }

    @Test
    void replaysRecordedStreamsByteForByte() throws Exception {
        var recordings = SHARED.resolve("captures");
        assumeTrue(Files.isDirectory(recordings), "recorded streams are not at hand: " + recordings);
        var name = "converse-stream-claude-3-sonnet-tools-turn1.bin";
        try (var emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS.recordings(recordings));
                var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.stream(Wire.SONNET, "[[emulate: replay=" + name + "]]");
            assertThat(got.response().body()).isEqualTo(Files.readAllBytes(recordings.resolve(name)));
            var cut = wire.stream(Wire.SONNET, "[[emulate: replay=" + name + " end after=3]]");
            assertThat(cut.frames()).hasSize(3);
            assertThat(wire.stream(Wire.SONNET, "[[emulate: replay=../provenance.json]]")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void severalLiveSideBySide() throws Exception {
        try (var one = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
                var other = Emulator.start(vertx, EmulatorOptions.DEFAULTS.inRegion("eu-west-2"));
                var wire = Wire.in(other, "")) {
            assertThat(one.port()).isNotEqualTo(other.port());
            var request = HttpRequest.newBuilder(URI.create(other.uri() + "/foundation-models"))
                    .header("Authorization", "Bearer some-key")
                    .build();
            assertThat(wire.send(request).json().path("modelSummaries")).hasSize(71);
            assertThat(one.lastRequests()).isEmpty();
            assertThatThrownBy(() -> Emulator.start(vertx, EmulatorOptions.DEFAULTS.onPort(one.port())))
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void aPortThatCannotBeIsRefused() {
        assertThatThrownBy(() -> EmulatorOptions.DEFAULTS.onPort(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("70000");
    }
}
