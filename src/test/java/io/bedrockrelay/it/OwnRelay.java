package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The packaged application in a process of its own, under settings of its own, on an emulator that nobody else uses.
public final class OwnRelay implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: http://[^:]+:(\\d+).*anagement interface.*http://[^:]+:(\\d+)");

    private final Vertx vertx;
    private final Emulator bedrock;
    private final Packaged process;
    private final int port;
    private final int management;

    private OwnRelay(Vertx vertx, Emulator bedrock, Packaged process, int port, int management) {
        this.vertx = vertx;
        this.bedrock = bedrock;
        this.process = process;
        this.port = port;
        this.management = management;
    }

    /// Ready when it returns.
    public static OwnRelay start(Map<String, String> settings, String... options)
            throws IOException, InterruptedException {
        var vertx = Vertx.vertx();
        var bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
        var all = BedrockResource.settings(bedrock);
        all.put("relay.regions", "us-east-1");
        all.put("quarkus.http.port", "0");
        // A machine that runs tests has other things to do, and event loops that wait for it.
        all.put("relay.overload.event-loop-lag", "0s");
        all.putAll(settings);
        var process = Packaged.start(all, List.of(options));
        var started = process.awaitLog("Listening on") && process.awaitLog("Catalogue of us-east-1");
        var ports = LISTENING.matcher(process.log());
        assertThat(started && ports.find()).as(process.log()).isTrue();
        return new OwnRelay(
                vertx, bedrock, process, Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)));
    }

    Vertx vertx() {
        return vertx;
    }

    public Emulator bedrock() {
        return bedrock;
    }

    public Packaged process() {
        return process;
    }

    public int port() {
        return port;
    }

    int management() {
        return management;
    }

    String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.close();
        bedrock.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
