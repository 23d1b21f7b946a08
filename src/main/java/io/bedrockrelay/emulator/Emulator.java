package io.bedrockrelay.emulator;

import io.bedrockrelay.emulator.catalogue.BuiltIn;
import io.bedrockrelay.emulator.catalogue.Captures;
import io.bedrockrelay.emulator.catalogue.Catalogues;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.control.ControlFault;
import io.bedrockrelay.emulator.control.ControlPlane;
import io.bedrockrelay.emulator.control.ProfileStore;
import io.bedrockrelay.emulator.fault.Gates;
import io.bedrockrelay.emulator.fault.Recordings;
import io.bedrockrelay.emulator.runtime.RuntimePaths;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// A Bedrock on 127.0.0.1: one base URL for the control plane and the runtime of every Region, over HTTP/1.1 and
/// HTTP/2 with prior knowledge. The Region of a call is told by its credential. Several may live in one JVM; every
/// method may be called from any thread but an event loop.
public final class Emulator implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int LONGEST_LINE = 64 * 1024;

    private final AtomicReference<Catalogues> catalogues;
    private final RuntimePaths runtime;
    private final Map<String, ControlFault> controlFaults = new ConcurrentHashMap<>();
    private final Gates gates = new Gates();
    private final Journal journal = new Journal();
    private final HttpServer server;

    private Emulator(Vertx vertx, EmulatorOptions options) {
        var builtIn = BuiltIn.read();
        this.catalogues = new AtomicReference<>(options.captures()
                .map(folder -> builtIn.overlaidWith(Captures.read(folder)))
                .orElse(builtIn));
        var traits = Traits.Table.read();
        var profiles = ProfileStore.seeded(region -> catalogues.get().region(region));
        this.runtime = new RuntimePaths(profiles, traits, new Recordings(options.recordings()));
        var parts = new Front.Parts(
                catalogues::get, new ControlPlane(profiles, traits), runtime, controlFaults, gates, journal);
        this.server = listen(vertx, options.port(), new Front(vertx, options, parts));
    }

    private static HttpServer listen(Vertx vertx, int port, Front front) {
        var http = new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_LINE)
                .setHttp2ClearTextEnabled(true);
        return vertx.createHttpServer(http)
                .requestHandler(front::take)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /// Listens when it returns.
    ///
    /// @throws java.util.concurrent.CompletionException where the port cannot be had
    public static Emulator start(Vertx vertx, EmulatorOptions options) {
        return new Emulator(vertx, options);
    }

    public int port() {
        return server.actualPort();
    }

    /// The base URL, without a slash at its end.
    public URI uri() {
        return URI.create("http://" + HOST + ":" + port());
    }

    /// Lets calls through that wait at a gate, now and later: `gate=NAME` of a directive, `stall`, `hang`, or
    /// `control REGION`.
    public void open(String gate) {
        gates.open(gate);
    }

    /// Closes a gate again.
    public void shut(String gate) {
        gates.shut(gate);
    }

    /// How many calls wait at a gate now.
    public int waitingAt(String gate) {
        return gates.waitingAt(gate);
    }

    /// Makes a Region's control plane fail until [#healControlPlane].
    public void failControlPlane(String region, ControlFault fault) {
        controlFaults.put(region, fault);
    }

    public void healControlPlane(String region) {
        controlFaults.remove(region);
    }

    /// Puts captured answers in the place of what these Regions listed so far.
    public void useCaptures(Path folder) {
        var captured = Captures.read(folder);
        catalogues.updateAndGet(now -> now.overlaidWith(captured));
    }

    /// Streams that are being answered, from the request's last byte to the answer's last byte.
    public int openStreams() {
        return journal.openStreams();
    }

    /// The greatest number of streams that were open at once.
    public int mostOpenStreams() {
        return journal.mostOpenStreams();
    }

    /// Calls of any kind that are being answered.
    public int inFlight() {
        return journal.inFlight();
    }

    /// Calls whose peer went before the answer's end.
    public long cancelled() {
        return journal.cancelled();
    }

    /// Requests seen so far of an operation, by its name in the API's spelling (`ConverseStream`).
    public long requests(String operation) {
        return journal.count(operation);
    }

    /// The last requests, oldest first; at most 256 of them and 64 MB.
    public List<RecordedRequest> lastRequests() {
        return journal.requests();
    }

    /// Attempts seen under the `key` of a directive with `times`.
    public int attempts(String key) {
        return runtime.attempts().of(key);
    }

    /// Waits until no call is being answered; false where that takes longer.
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return journal.awaitIdle(patience);
    }

    /// Closes every connection and stops listening.
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
