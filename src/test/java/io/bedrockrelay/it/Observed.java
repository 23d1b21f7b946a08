package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// A packaged relay of the test's own, on a Bedrock of its own, and what an operator can see of it.
final class Observed implements AutoCloseable {
    private static final Pattern PORTS = Pattern.compile(
            "Listening on: http://[^:]+:([0-9]+).*Management interface listening on http://[^:]+:([0-9]+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx = Vertx.vertx();
    final Emulator bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
    final Packaged relay;
    final int port;
    final int management;

    Observed(Map<String, String> more) throws Exception {
        var settings = BedrockResource.settings(bedrock);
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.port", "0");
        settings.put("relay.regions", "us-east-1,eu-west-1");
        settings.putAll(more);
        relay = Packaged.start(settings);
        assertThat(relay.awaitLog("Catalogue of us-east-1")).as(relay.log()).isTrue();
        assertThat(relay.awaitLog("Management interface listening on"))
                .as(relay.log())
                .isTrue();
        var ports = PORTS.matcher(relay.log());
        assertThat(ports.find()).as(relay.log()).isTrue();
        port = Integer.parseInt(ports.group(1));
        management = Integer.parseInt(ports.group(2));
    }

    /// Sends a request under an id of its own and reads its whole answer.
    HttpResponse<String> post(String id, String path, String body) throws IOException, InterruptedException {
        return http.send(request(id, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Sends a request and reads no more of its answer than the test does.
    HttpResponse<InputStream> open(String id, String path, String body) throws IOException, InterruptedException {
        return http.send(request(id, path, body).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> get(String id, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at(port, path))
                        .header("X-Request-Id", id)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// What the management port answers to somebody who reads Prometheus's plain text.
    String managed(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(management, path))
                .header("Accept", "text/plain;version=0.0.4, */*;q=0.1")
                .build();
        return send(request).body();
    }

    HttpRequest.Builder request(String id, String path, String body) {
        return HttpRequest.newBuilder(at(port, path))
                .header("X-Request-Id", id)
                .header("Content-Type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// A chat in the common form of OpenAI's and Anthropic's APIs.
    static String chat(String model, String prompt, boolean stream) {
        return "{\"model\":\"%s\",\"max_tokens\":200,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(model, stream, prompt);
    }

    /// The body of Converse.
    static String converse(String prompt) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"%s\"}]}]}".formatted(prompt);
    }

    static void await(BooleanSupplier reached, String what) throws InterruptedException {
        var never = new CountDownLatch(1);
        for (int tries = 0; tries < 400; tries++) {
            if (reached.getAsBoolean()) {
                return;
            }
            never.await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("not within twenty seconds: " + what);
    }

    private static URI at(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    @Override
    public void close() {
        relay.close();
        bedrock.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
