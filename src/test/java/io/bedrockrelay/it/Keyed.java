package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The packaged application in a mode that lets in only who belongs, on an emulator of its own.
public final class Keyed implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:([0-9]+)");

    private final Vertx vertx;
    private final Emulator bedrock;
    private final Packaged relay;
    private final int port;

    private Keyed(Vertx vertx, Emulator bedrock, Packaged relay, int port) {
        this.vertx = vertx;
        this.bedrock = bedrock;
        this.relay = relay;
        this.port = port;
    }

    /// Starts it and waits until it serves its catalogue.
    public static Keyed start(Map<String, String> more) throws IOException, InterruptedException {
        var vertx = Vertx.vertx();
        var bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
        var settings = BedrockResource.settings(bedrock);
        settings.put("quarkus.http.port", "0");
        settings.put("relay.regions", "us-east-1,us-west-2,eu-west-1,eu-west-2");
        settings.put("relay.access.mode", "keys");
        settings.put("relay.access.open-admin", "false");
        settings.put("relay.drain.delay", "0s");
        settings.putAll(more);
        var relay = Packaged.start(settings);
        for (var region : settings.get("relay.regions").split(",", -1)) {
            if (!relay.awaitLog("Catalogue of " + region)) {
                throw new AssertionError(relay.log());
            }
        }
        if (!relay.awaitLog("Listening on: ")) {
            throw new AssertionError(relay.log());
        }
        var found = PORT.matcher(relay.log());
        if (!found.find()) {
            throw new AssertionError(relay.log());
        }
        return new Keyed(vertx, bedrock, relay, Integer.parseInt(found.group(1)));
    }

    /// An entry of a keys file.
    ///
    /// @param fields further lines, separated by `|`
    public static String entry(String name, String secret, String fields) {
        return "  - name: %s%n    sha256: %s%n".formatted(name, sha256(secret))
                + (fields.isEmpty() ? "" : "    " + fields.replace("|", "\n    ") + "\n");
    }

    static String sha256(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Replaces the file as a whole, as a mounted Secret is replaced.
    public static void write(Path file, String... entries) throws IOException {
        var next = Files.createTempFile(file.getParent(), "next", ".yaml");
        Files.writeString(next, "keys:\n" + String.join("", entries));
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /// A request with a key as a bearer.
    public RequestSpecification as(String secret) {
        return anonymous().header("Authorization", "Bearer " + secret);
    }

    RequestSpecification anonymous() {
        return given().port(port).contentType("application/json");
    }

    /// Waits until something is so.
    static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        var once = new CountDownLatch(1);
        for (int tries = 0; tries < 200; tries++) {
            if (condition.getAsBoolean()) {
                return;
            }
            once.await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("it did not come to be so within ten seconds");
    }

    public int port() {
        return port;
    }

    public Emulator bedrock() {
        return bedrock;
    }

    Packaged relay() {
        return relay;
    }

    @Override
    public void close() {
        relay.close();
        bedrock.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
