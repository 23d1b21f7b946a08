package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where the relay's time and garbage go, lane by lane, by samples of the JVM's flight recorder.
public final class Profile {
    private static final int LINES = 12;

    private Profile() {}

    public static void main(String[] args) throws Exception {
        var report = new Report();
        var lanes = args.length == 0 ? List.of("converse", "invoke", "claude", "openai") : List.of(args);
        try (var stage = new Stage(One.flags(), 1)) {
            Run.machine(report, One.flags());
            for (var lane : lanes) {
                // Sooner, most of what is seen is code that the JVM has not compiled yet.
                stage.run("name=warm streams=20 warmup=0 seconds=40 dialects=" + lane);
                lane(stage, report, lane, "burst", "streams=20 warmup=1 seconds=6");
                lane(stage, report, lane, "paced", "streams=300 rate=600 pace=40 events=50 warmup=2 seconds=8");
                lane(stage, report, lane, "starts", "mode=volley streams=300 events=20 warmup=1 seconds=6");
            }
            report.write(Path.of("bench/results"), "profile");
        }
    }

    private static void lane(Stage stage, Report report, String lane, String kind, String load) throws IOException {
        var file = Path.of("target/bench", lane + "-" + kind + ".jfr").toAbsolutePath();
        Files.deleteIfExists(file);
        Memory.jcmd(stage.relayPid(), "JFR.start", "name=bench", "settings=profile");
        var run = Measure.of(stage.run("name=" + kind + "-" + lane + " dialects=" + lane + " " + load));
        Memory.jcmd(stage.relayPid(), "JFR.stop", "name=bench", "filename=" + file);
        report.keep(run);
        report.line(
                "%n%s, %s: %.2f µs for each event, %.2f of it system",
                lane, kind, run.cpu("relay"), run.system("relay"));
        var samples = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getStackTrace() != null)
                .toList();
        var time = of(samples, "jdk.ExecutionSample");
        shares(
                report,
                "part of the code",
                time.stream().collect(Collectors.groupingBy(Profile::part, Collectors.counting())));
        shares(
                report,
                "method at the top",
                time.stream().collect(Collectors.groupingBy(Profile::top, Collectors.counting())));
        shares(
                report,
                "garbage made by",
                of(samples, "jdk.ObjectAllocationSample").stream()
                        .collect(Collectors.groupingBy(
                                Profile::part, Collectors.summingLong(e -> e.getLong("weight")))));
    }

    private static List<RecordedEvent> of(List<RecordedEvent> samples, String type) {
        return samples.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .toList();
    }

    private static void shares(Report report, String title, Map<String, Long> counts) {
        double all =
                Math.max(1, counts.values().stream().mapToLong(Long::longValue).sum());
        report.table(title, "share");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LINES)
                .forEach(each -> report.line("| %s | %.1f %% |", each.getKey(), 100 * each.getValue() / all));
    }

    private static String top(RecordedEvent sample) {
        return name(sample.getStackTrace().getFrames().getFirst());
    }

    /// The package of ours, or the library, that is nearest to the top; what the JDK does is done for its caller.
    private static String part(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream()
                .map(Profile::name)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun."))
                .findFirst()
                .map(Profile::part)
                .orElse("JDK");
    }

    private static String part(String name) {
        var parts = new TreeMap<>(Map.of(
                "com.fasterxml", "JSON parser",
                "io.netty", "Netty",
                "io.quarkus", "Quarkus",
                "io.smallrye", "Mutiny",
                "io.vertx", "Vert.x",
                "software.amazon", "AWS signer"));
        var library = parts.keySet().stream().filter(name::startsWith).findFirst();
        if (library.isPresent()) {
            return parts.get(library.get());
        }
        var owner = name.substring(0, name.lastIndexOf('.'));
        return owner.contains(".") ? owner.substring(0, owner.lastIndexOf('.')) : owner;
    }

    private static String name(RecordedFrame frame) {
        var method = frame.getMethod();
        return String.format(Locale.ROOT, "%s.%s", method.getType().getName(), method.getName());
    }
}
