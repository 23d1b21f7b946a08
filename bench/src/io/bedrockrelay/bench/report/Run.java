package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The whole benchmark of the relay: one table after the other, and the files in `bench/results`.
public final class Run {
    private static final List<String> LANES = List.of("converse", "invoke", "claude", "anthropic", "openai", "relay");

    private final Stage stage;
    private final Report report;
    private final Path results;
    private final double scale;
    private final List<String> lanes;
    private final Map<String, Measure> reached = new LinkedHashMap<>();
    private double heapOfStream;
    private long mostResident;

    private Run(Stage stage, Report report, Path results, double scale) {
        this.stage = stage;
        this.report = report;
        this.results = results;
        this.scale = scale;
        lanes = scale < 1 ? List.of("invoke", "openai") : LANES;
    }

    public static void main(String[] args) throws Exception {
        var report = new Report();
        var flags = One.flags();
        var results = results(args);
        try (var stage = new Stage(flags, scale(args))) {
            machine(report, flags);
            Files.createDirectories(results);
            try {
                new Run(stage, report, results, scale(args)).all();
            } finally {
                report.write(results, "run");
            }
        }
        System.exit(report.errors("") == 0 ? 0 : 1);
    }

    /// With `smoke` everything is done once and shortly: it shows that it works, and measures nothing.
    static double scale(String[] args) {
        return List.of(args).contains("smoke") ? 0.05 : 1;
    }

    static Path results(String[] args) {
        return Path.of(scale(args) < 1 ? "target/bench/smoke" : "bench/results");
    }

    private void all() throws IOException, InterruptedException {
        warmUp();
        standIn();
        burst("burst of 200 events", "burst", "");
        burst("the same, each event in a chunk of its own", "pieces", " pace=-1");
        whole();
        paced();
        starts();
        open(Memory.liveHeap(stage.relayPid()));
        pastTheLimit();
        targets();
    }

    static void machine(Report report, List<String> flags) {
        report.line(
                "%d cores, Java %s, relay with `%s`",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), String.join(" ", flags));
        report.fact("cores", Runtime.getRuntime().availableProcessors());
        report.fact("flags", String.join(" ", flags));
    }

    /// The compilers of the relay's JVM have to be done before anything counts.
    private void warmUp() throws IOException {
        for (var lane : lanes) {
            stage.run("name=warm dialects=" + lane + " streams=20 warmup=0 seconds=8");
        }
        stage.run(
                "name=warm dialects=" + String.join(",", LANES) + " streams=300 pace=40 events=50 warmup=0 seconds=15");
    }

    /// That the stand-in and the load generator are not what is measured.
    private void standIn() throws IOException {
        report.table("the stand-in alone", "events/s", "its CPU, µs/event", "its cores", "errors");
        for (var load : List.of("burst streams=20", "paced streams=300 pace=40 events=50")) {
            var name = load.substring(0, 5);
            var direct = measure("direct-" + name, "converse", load.substring(6) + " port=" + stage.standInPort());
            report.line(
                    "| %s | %,.0f | %.2f | %.2f | %d |",
                    name, direct.eventsPerSecond(), direct.cpu("standin"), direct.cores("standin"), direct.errors());
        }
    }

    private void burst(String title, String name, String pace) throws IOException {
        report.table(
                title, "events/s", "CPU, µs/event", "user", "system", "of it compiling", "stand-in's cores", "errors");
        for (var each : rounds(name, "streams=20 warmup=1 seconds=3" + pace).entrySet()) {
            var run = each.getValue();
            report.line(
                    "| %s | %,.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %d |",
                    each.getKey(),
                    run.eventsPerSecond(),
                    run.cpu("relay"),
                    run.user("relay"),
                    run.system("relay"),
                    run.compiler("relay"),
                    run.cores("standin"),
                    run.errors());
        }
    }

    private void whole() throws IOException {
        report.table("not streamed", "answers/s", "CPU, µs/answer", "whole p50, ms", "p99", "errors");
        for (var lane : lanes) {
            var run = measure("whole-" + lane, lane, "stream=false streams=20 warmup=1 seconds=2");
            report.line(
                    "| %s | %,.0f | %.0f | %.2f | %.2f | %d |",
                    lane,
                    run.answersPerSecond(),
                    run.cpuOfAnswer("relay"),
                    run.time("whole", "p50"),
                    run.time("whole", "p99"),
                    run.errors());
        }
    }

    private void paced() throws IOException {
        report.table(
                "300 streams, an event each 40 ms",
                "CPU, µs/event",
                "user",
                "system",
                "of it compiling",
                "first delta added, p50, ms",
                "p99",
                "gap added, p99, ms",
                "max",
                "errors");
        var load = "streams=300 rate=600 pace=40 events=50 warmup=2 seconds=4";
        var direct = measure("direct-paced", "converse", load + " port=" + stage.standInPort());
        for (var each : rounds("paced", load).entrySet()) {
            var run = each.getValue();
            report.line(
                    "| %s | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %d |",
                    each.getKey(),
                    run.cpu("relay"),
                    run.user("relay"),
                    run.system("relay"),
                    run.compiler("relay"),
                    added(run, direct, "firstDelta", "p50"),
                    added(run, direct, "firstDelta", "p99"),
                    added(run, direct, "gaps", "p99"),
                    added(run, direct, "gaps", "max"),
                    run.errors());
        }
    }

    private void starts() throws IOException {
        report.table("300 starts at once, first delta after, ms", "p50", "p90", "p99", "max", "errors");
        var load = "mode=volley streams=300 events=20 warmup=1 seconds=3";
        var runs = new ArrayList<Measure>();
        runs.add(measure("starts-direct", "converse", load + " port=" + stage.standInPort()));
        for (var lane : lanes) {
            runs.add(measure("starts-" + lane, lane, load));
        }
        runs.forEach(run -> report.line(
                "| %s | %.1f | %.1f | %.1f | %.1f | %d |",
                run.name().substring(7),
                run.time("firstDelta", "p50"),
                run.time("firstDelta", "p90"),
                run.time("firstDelta", "p99"),
                run.time("firstDelta", "max"),
                run.errors()));
    }

    /// In a relay of its own that takes a thousand calls at once: past that it should refuse, not break down.
    private void pastTheLimit() throws IOException, InterruptedException {
        var flags = new ArrayList<>(One.flags());
        flags.add("-Drelay.stream.max-open=1000");
        try (var limited = new Stage(flags, scale)) {
            limited.run("name=warm dialects=openai streams=50 events=20 warmup=0 seconds=10");
            new Run(limited, report, results, scale).rates();
        }
    }

    /// Requests that come whatever becomes of those before them, up to more than the machine can serve.
    private void rates() throws IOException {
        report.table(
                "requests in a second", "answered", "first delta p50, ms", "p99", "relay's cores", "refused", "errors");
        var medians = new LinkedHashMap<String, Map<Double, Double>>();
        for (int rate : scale < 1 ? new int[] {10, 100} : new int[] {10, 100, 1000, 2000, 4000}) {
            var run = measure(
                    "rate-" + rate, "openai", "mode=open streams=5000 events=20 warmup=2 seconds=4 rate=" + rate);
            medians.computeIfAbsent("p50", _ -> new TreeMap<>()).put((double) rate, run.time("firstDelta", "p50"));
            medians.computeIfAbsent("p99", _ -> new TreeMap<>()).put((double) rate, run.time("firstDelta", "p99"));
            report.line(
                    "| %d | %,.0f | %.2f | %.2f | %.2f | %d | %d |",
                    rate,
                    run.answersPerSecond(),
                    run.time("firstDelta", "p50"),
                    run.time("firstDelta", "p99"),
                    run.cores("relay"),
                    run.refused(),
                    run.errors());
        }
        Plot.lines(
                results.resolve("rate.svg"),
                "Time to the first delta, OpenAI dialect",
                "requests in a second",
                "ms",
                medians);
    }

    /// The same number of events in a second over ever more streams.
    private void open(long idle) throws IOException, InterruptedException {
        report.table(
                "streams open", "events/s", "events per CPU-second", "live heap, KB/stream", "resident, MB", "errors");
        for (int streams : scale < 1 ? new int[] {5000} : new int[] {100, 1000, 5000}) {
            heapOfStream = held("open-" + streams, streams, idle, "");
        }
        report.table(
                "2,000 open, each asked with a prompt of 16 KB",
                "events/s",
                "events per CPU-second",
                "live heap, KB/stream",
                "resident, MB",
                "errors");
        var _ = held("prompt-2000", 2000, idle, " prompt=16384");
    }

    /// Kilobytes of live heap for each stream.
    private double held(String name, int streams, long idle, String more) throws IOException, InterruptedException {
        var held = new Held(stage.relayPid());
        var load = String.format(
                Locale.ROOT,
                "streams=%d rate=%d pace=%d events=%d warmup=%d seconds=5",
                streams,
                Math.min(1000, streams),
                streams / 5,
                60_000 / streams,
                3 + streams / 1000);
        var run = held.during(scale * (3 + streams / 1000.0 + 4), () -> measure(name, "openai", load + more));
        double heap = (held.heap() - idle) / 1024.0 / Math.max(1, run.mostOpen());
        mostResident = Math.max(mostResident, held.resident());
        report.line(
                "| %d | %,.0f | %,.0f | %.1f | %.0f | %d |",
                run.mostOpen(),
                run.eventsPerSecond(),
                1e6 / run.cpu("relay"),
                heap,
                held.resident() / 1048576.0,
                run.errors());
        return heap;
    }

    private void targets() {
        report.table("what was to be reached", "target", "reached");
        report.line("| CPU of a burst's event, raw lanes | ≤ 3 µs | %s |", costs("burst", LANES.subList(0, 3)));
        report.line("| the same, translated | ≤ 5 µs | %s |", costs("burst", LANES.subList(3, 6)));
        report.line("| CPU of a paced event | ≤ 26 µs | %s |", costs("paced", LANES));
        report.line("| heap for each open stream | ≤ 12 KB | %.1f KB |", heapOfStream);
        var most = reached.get("open-5000");
        report.line(
                "| 5,000 open streams in 512 MiB, none lost | 0 | %d open, %d lost, %.0f MiB resident |",
                most.mostOpen(), most.errors(), mostResident / 1048576.0);
    }

    private String costs(String load, List<String> some) {
        return some.stream()
                .filter(lane -> reached.containsKey(load + "-" + lane))
                .map(lane -> String.format(
                        Locale.ROOT,
                        "%s %.1f",
                        lane,
                        reached.get(load + "-" + lane).cpu("relay")))
                .collect(Collectors.joining(", "));
    }

    private Map<String, Measure> rounds(String name, String load) throws IOException {
        var runs = new LinkedHashMap<String, List<Measure>>();
        for (int round = 0; round < (scale < 1 ? 1 : 3); round++) {
            for (var lane : lanes) {
                runs.computeIfAbsent(lane, _ -> new ArrayList<>())
                        .add(Measure.of(stage.run("name=" + name + "-" + lane + " dialects=" + lane + " " + load)));
            }
        }
        var medians = new LinkedHashMap<String, Measure>();
        runs.forEach((lane, all) -> medians.put(lane, kept(Measure.median(all, "relay"))));
        return medians;
    }

    private Measure measure(String name, String lane, String load) throws IOException {
        return kept(Measure.of(stage.run("name=" + name + " dialects=" + lane + " " + load)));
    }

    private Measure kept(Measure measure) {
        report.keep(measure);
        reached.put(measure.name(), measure);
        return measure;
    }

    private static double added(Measure run, Measure direct, String what, String quantile) {
        return run.time(what, quantile) - direct.time(what, quantile);
    }
}
