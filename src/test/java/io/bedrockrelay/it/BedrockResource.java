package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Bedrock for the packaged application: the emulator, in the test's own process, so that tests can script it.
public class BedrockResource implements QuarkusTestResourceLifecycleManager {
    static final String REGIONS = "us-east-1,us-west-2,eu-west-1,eu-west-2,ap-northeast-1,ap-southeast-2,ca-central-1,"
            + "sa-east-1,ap-south-1,us-gov-west-1,me-south-1,me-central-1";

    private static final Path RECORDINGS = Path.of("..", "shared", "bedrock", "captures");

    private @Nullable Vertx vertx;
    private @Nullable Emulator emulator;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        emulator = Emulator.start(vertx, options());
        return settings(emulator);
    }

    /// With the recorded streams, where they are at hand.
    private static EmulatorOptions options() {
        return Files.isDirectory(RECORDINGS)
                ? EmulatorOptions.DEFAULTS.recordings(RECORDINGS)
                : EmulatorOptions.DEFAULTS;
    }

    /// What the packaged application needs to run on an emulator.
    static Map<String, String> settings(Emulator emulator) {
        var settings = new HashMap<String, String>();
        settings.put("relay.bedrock.endpoint-override", emulator.uri().toString());
        settings.put("relay.regions", REGIONS);
        settings.put("relay.access.mode", "open");
        settings.put("relay.access.open-admin", "true");
        settings.put("relay.profiles.enabled", "true");
        settings.put("aws.accessKeyId", "AKIDEXAMPLE");
        settings.put("aws.secretAccessKey", "secret");
        settings.put("quarkus.management.port", "0");
        return settings;
    }

    /// Waits until every Region has been asked once, whatever came of it.
    public static void awaitCatalogue() throws InterruptedException {
        var once = new CountDownLatch(1);
        for (int tries = 0; tries < 600; tries++) {
            List<String> states = given().get("/api/regions").then().extract().path("data.regions.state");
            if (!states.contains("loading")) {
                return;
            }
            once.await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the catalogue was not loaded within thirty seconds");
    }

    @Override
    public void stop() {
        if (emulator != null) {
            emulator.close();
        }
        if (vertx != null) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(emulator), new TestInjector.MatchesType(Emulator.class));
    }
}
