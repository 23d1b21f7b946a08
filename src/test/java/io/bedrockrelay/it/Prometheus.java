package io.bedrockrelay.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The real Prometheus in a process of its own, scraping one relay every half second.
final class Prometheus implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Prometheus start(Path program, Path folder, int scraped, Path rules)
            throws IOException, InterruptedException {
        var config =
                Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 500ms, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: bedrock-relay
                    metrics_path: /q/metrics
                    static_configs: [{targets: ['localhost:%d']}]
                """.formatted(rules.toAbsolutePath(), scraped));
        int port = freePort();
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        var prometheus = new Prometheus(process, port);
        Observed.await(prometheus::answers, "Prometheus answers");
        return prometheus;
    }

    /// Returns once the relay was scraped twice more.
    void awaitScrape() throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            var before = lastScrape();
            Observed.await(() -> !lastScrape().equals(before), "another scrape");
        }
    }

    void await(String query) throws InterruptedException {
        Observed.await(() -> !unchecked(query).isEmpty(), query);
    }

    /// The samples of an instant query, which must at least parse.
    List<JsonNode> query(String query) throws IOException, InterruptedException {
        var samples = new ArrayList<JsonNode>();
        get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result")
                .forEach(samples::add);
        return samples;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var answer = ask(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data");
    }

    private String lastScrape() {
        try {
            return get("/api/v1/targets")
                    .path("activeTargets")
                    .path(0)
                    .path("lastScrape")
                    .asText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private List<JsonNode> unchecked(String query) {
        try {
            return query(query);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private boolean answers() {
        try {
            return ask("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        http.close();
    }
}
