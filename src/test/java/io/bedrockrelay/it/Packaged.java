package io.bedrockrelay.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packaged application in a process of its own, started as production starts it: the native executable where the
/// build made one, else the jar.
public final class Packaged implements AutoCloseable {
    private static final Path TARGET = Path.of("target");
    private static final Path TRIAL = TARGET.resolve("trial/bedrock-relay-trial.jar");
    private static final Pattern LISTENING = Pattern.compile("Listening on: https?://[^:]+:([0-9]+)");

    private final Process process;
    private final Path log;

    private Packaged(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Packaged start(Map<String, String> settings) throws IOException {
        return start(settings, List.of());
    }

    /// The trial, which the same build makes beside the application: always a jar.
    static Packaged trial(Map<String, String> settings) throws IOException {
        return start(TRIAL, false, settings, List.of());
    }

    static boolean hasTrial() {
        return Files.exists(TRIAL);
    }

    /// @param options of the JVM that a native executable knows too, such as `-Xmx64m`
    static Packaged start(Map<String, String> settings, List<String> options) throws IOException {
        return start(TARGET.resolve(artifact().getProperty("path")), isNative(), settings, options);
    }

    private static Packaged start(Path file, boolean executable, Map<String, String> settings, List<String> options)
            throws IOException {
        var before = new ArrayList<>(options);
        settings.forEach((key, value) -> before.add("-D" + key + "=" + value));
        var command = command(file, executable, before, List.of());
        var log = Files.createTempFile("relay", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Whatever Region or credentials the machine has are not the test's business.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        // Tests read the log as people do, unless they say otherwise.
        builder.environment().put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        return new Packaged(builder.start(), log);
    }

    /// How the last build is started.
    ///
    /// @param options of the JVM that a native executable knows too
    /// @param arguments of the application
    static List<String> command(List<String> options, List<String> arguments) throws IOException {
        return command(TARGET.resolve(artifact().getProperty("path")), isNative(), options, arguments);
    }

    private static List<String> command(Path file, boolean executable, List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        if (executable) {
            command.add(file.toString());
            command.addAll(options);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", file.toString()));
        }
        command.addAll(arguments);
        return command;
    }

    /// Whether the last build made a native executable. `@QuarkusIntegrationTest` asks the same file.
    public static boolean isNative() throws IOException {
        return "native".equals(artifact().getProperty("type"));
    }

    private static Properties artifact() throws IOException {
        var artifact = new Properties();
        try (var reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        return artifact;
    }

    public long pid() {
        return process.pid();
    }

    /// Waits until the log holds the text.
    boolean awaitLog(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!log().contains(text)) {
            if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                return log().contains(text);
            }
        }
        return true;
    }

    /// The port of the HTTP server, once the log says that it listens.
    int port() throws IOException {
        var listening = LISTENING.matcher(log());
        if (!listening.find()) {
            throw new IllegalStateException("not listening yet: " + log());
        }
        return Integer.parseInt(listening.group(1));
    }

    int awaitExit() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    void terminate() {
        process.destroy();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /// The TCP ports that the process listens on, as the kernel sees them.
    Set<Integer> listeningPorts() throws IOException {
        var sockets = sockets();
        var ports = new HashSet<Integer>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid() + "/net/" + table))) {
                var columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && columns[3].equals("0A") && sockets.contains(columns[9])) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private Set<String> sockets() throws IOException {
        var inodes = new HashSet<String>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            descriptors.forEach(descriptor -> {
                var target = link(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            });
        }
        return inodes;
    }

    private static String link(Path descriptor) {
        try {
            return Files.isSymbolicLink(descriptor)
                    ? Files.readSymbolicLink(descriptor).toString()
                    : "";
        } catch (java.nio.file.NoSuchFileException closedMeanwhile) {
            return "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
