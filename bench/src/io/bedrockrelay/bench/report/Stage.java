package io.bedrockrelay.bench.report;

import io.bedrockrelay.bench.load.Load;
import io.bedrockrelay.bench.standin.StandIn;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The processes of one benchmark: the stand-in, the packaged relay on it, and the load generator.
final class Stage implements AutoCloseable {
    /// What the build makes.
    static final String PACKAGE = "target/quarkus-app";

    private static final long START_NANOS = 120_000_000_000L;

    private final Child standIn;
    private final Child load;
    private final Child relay;
    private final AutoCloseable hop;
    private final int standInPort;
    private final int relayPort;
    private final List<String> watch = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final double scale;

    /// How the relay reaches the stand-in.
    enum Way {
        DIRECT,
        NGINX,
        NGINX_TLS
    }

    /// @param flags the relay's JVM flags
    /// @param scale of all loads; 1 to measure, less to try out
    Stage(List<String> flags, double scale) throws IOException, InterruptedException {
        this(flags, scale, Way.DIRECT, PACKAGE);
    }

    /// @param app folder of the packaged relay
    Stage(List<String> flags, double scale, Way way, String app) throws IOException, InterruptedException {
        this.scale = scale;
        standIn = Child.start(own(StandIn.class), null);
        standInPort = Integer.parseInt(standIn.readLine());
        relayPort = freePort();
        var all = new ArrayList<>(flags);
        hop = switch (way) {
            case DIRECT -> {
                all.add(endpoint("http://127.0.0.1:" + standInPort));
                yield () -> {};
            }
            case NGINX -> {
                var nginx = Nginx.start(standInPort);
                all.add(endpoint("http://localhost:" + nginx.port()));
                yield nginx;
            }
            case NGINX_TLS -> {
                var nginx = Nginx.tls(standInPort, Certificate.make());
                all.add(endpoint("https://localhost:" + nginx.port()));
                all.addAll(Certificate.flags());
                yield nginx;
            }
        };
        relay = Child.start(relay(all, app), new File("target/bench/relay.log"));
        load = Child.start(own(Load.class), null);
        watch("relay", relay.pid());
        watch("standin", standIn.pid());
        await(relayPort, "/api/models/claude-sonnet-4-5");
    }

    /// A further process whose cost every load tells from now on.
    void watch(String name, String pid) {
        watch.add(name + ":" + pid);
    }

    int standInPort() {
        return standInPort;
    }

    int relayPort() {
        return relayPort;
    }

    String relayPid() {
        return relay.pid();
    }

    /// Runs a plan on the relay, or wherever `port=` in the plan says.
    String run(String plan) throws IOException {
        var port = plan.contains("port=") ? "" : " port=" + relayPort;
        load.writeLine(plan + port + " scale=" + scale + " watch=" + String.join(",", watch));
        return load.readLine();
    }

    /// What the stand-in has counted.
    String counters() throws IOException, InterruptedException {
        return get(standInPort, "/counters").body();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void await(int port, String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_NANOS;
        while (!answers(port, path)) {
            if (System.nanoTime() > end || !relay.alive()) {
                throw new IOException("no answer on port " + port + " in time; see target/bench/relay.log");
            }
            Thread.sleep(50);
        }
    }

    private boolean answers(int port, String path) throws InterruptedException {
        try {
            return get(port, path).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private java.net.http.HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String endpoint(String url) {
        return "-Drelay.bedrock.endpoint-override=" + url;
    }

    private List<String> relay(List<String> flags, String app) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(flags);
        command.addAll(List.of(
                "-Drelay.regions=us-east-1",
                "-Drelay.access.mode=open",
                "-Daws.accessKeyId=AKIDEXAMPLE",
                "-Daws.secretAccessKey=secret",
                "-Dquarkus.management.port=0",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + relayPort,
                "-jar",
                app + "/quarkus-run.jar"));
        return command;
    }

    private static List<String> own(Class<?> main) {
        return List.of(
                java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // The stand-in's answers are kept for as long as it lives.
                "-Dio.netty.leakDetection.level=disabled",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public void close() {
        load.close();
        relay.close();
        try {
            hop.close();
        } catch (Exception left) {
            throw new IllegalStateException(left);
        } finally {
            standIn.close();
            http.close();
        }
    }
}
