package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Several sets of JVM flags and settings beside each other: one relay with each, all warmed up, and then the same
/// loads in turn, so that a machine whose speed changes changes all of them.
public final class Flags {
    private static final int ROUNDS =
            Integer.parseInt(Optional.ofNullable(System.getenv("ROUNDS")).orElse("15"));
    private static final Map<String, String> LOADS = loads();

    private Flags() {}

    private static Map<String, String> loads() {
        var loads = new LinkedHashMap<String, String>();
        loads.put("burst", "streams=20 warmup=0 seconds=2");
        loads.put("paced", "streams=300 rate=600 pace=40 events=50 warmup=2 seconds=3");
        loads.put("starts", "mode=volley streams=300 events=20 warmup=0 seconds=2");
        loads.put("prompts", "streams=20 events=20 prompt=60000 warmup=0 seconds=2");
        return loads;
    }

    /// @param args a name and its flags each, as one argument: `compact -XX:+UseCompactObjectHeaders`. Two words are
    ///     no flags of the JVM: `app=FOLDER` names another package than the one that was built last; with
    ///     `through=nginx` and `through=tls` the relay reaches the stand-in through nginx, without and with TLS.
    public static void main(String[] args) throws Exception {
        var stages = new LinkedHashMap<String, Stage>();
        try {
            for (var arg : args) {
                var words = List.of(arg.strip().split("\\s+", -1));
                var flags = new ArrayList<>(One.flags());
                flags.addAll(words.subList(1, words.size()));
                stages.put(words.getFirst(), stage(flags));
            }
            var report = new Report();
            Run.machine(report, One.flags());
            List.of(args).forEach(arg -> report.line("%s", arg));
            for (var lane : List.of("openai", "converse", "openai", "converse")) {
                for (var stage : stages.values()) {
                    stage.run("name=warm streams=20 warmup=0 seconds=8 dialects=" + lane);
                    stage.run("name=warm streams=300 rate=600 pace=40 events=50 warmup=0 seconds=4 dialects=" + lane);
                }
            }
            var only = Optional.ofNullable(System.getenv("ONLY"))
                    .map(loads -> List.of(loads.split(",", -1)))
                    .orElse(List.of("burst", "paced", "starts", "prompts", "open"));
            for (var load : LOADS.entrySet()) {
                if (only.contains(load.getKey())) {
                    compare(stages, report, load.getKey(), load.getValue());
                }
            }
            if (only.contains("open")) {
                open(stages, report);
            }
        } finally {
            stages.values().forEach(Stage::close);
        }
    }

    private static Stage stage(List<String> flags) throws IOException, InterruptedException {
        var app = taken(flags, "app=").orElse(Stage.PACKAGE);
        var way = taken(flags, "through=").map(Flags::way).orElse(Stage.Way.DIRECT);
        return new Stage(flags, 1, way, app);
    }

    private static Optional<String> taken(List<String> flags, String key) {
        var found = flags.stream().filter(flag -> flag.startsWith(key)).findFirst();
        found.ifPresent(flags::remove);
        return found.map(flag -> flag.substring(key.length()));
    }

    private static Stage.Way way(String through) {
        return switch (through) {
            case "nginx" -> Stage.Way.NGINX;
            case "tls" -> Stage.Way.NGINX_TLS;
            default -> throw new IllegalArgumentException("through=nginx or through=tls, not " + through);
        };
    }

    private static void compare(Map<String, Stage> stages, Report report, String name, String load) throws IOException {
        var runs = new LinkedHashMap<String, List<Measure>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var each : stages.entrySet()) {
                runs.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                        .add(Measure.of(each.getValue().run("name=" + name + " dialects=openai,converse " + load)));
            }
        }
        report.table(
                name,
                "CPU without compiling, µs/event",
                "beside the first",
                "of it compiling",
                "user",
                "system",
                "first delta p50, ms",
                "p99",
                "errors");
        var first = runs.values().iterator().next();
        runs.forEach((flags, all) -> {
            var run = Measure.median(all, "relay");
            report.line(
                    "| %s | %.2f | %.3f | %.2f | %.2f | %.2f | %.1f | %.1f | %d |",
                    flags,
                    middle(all.stream().map(Flags::steady)),
                    middle(IntStream.range(0, ROUNDS)
                            .mapToObj(round -> steady(all.get(round)) / steady(first.get(round)))),
                    run.compiler("relay"),
                    run.user("relay"),
                    run.system("relay"),
                    run.time("firstDelta", "p50"),
                    run.time("firstDelta", "p99"),
                    run.errors());
        });
    }

    /// What the JVM's compilers use differs from run to run, and ends.
    private static double steady(Measure run) {
        return run.cpu("relay") - run.compiler("relay");
    }

    /// Of ratios within a round: those of a machine whose speed changes from round to round are near each other.
    private static double middle(Stream<Double> values) {
        var sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void open(Map<String, Stage> stages, Report report) throws IOException, InterruptedException {
        report.table("2,000 streams open, 4,000 events in a second", "live heap, KB/stream", "CPU, µs/event", "errors");
        for (var each : stages.entrySet()) {
            var stage = each.getValue();
            long idle = Memory.liveHeap(stage.relayPid());
            var held = new Held(stage.relayPid());
            var load = "name=open dialects=openai streams=2000 rate=500 pace=500 events=30 warmup=4 seconds=5";
            var run = held.during(7, () -> Measure.of(stage.run(load)));
            report.line(
                    "| %s | %.1f | %.1f | %d |",
                    each.getKey(), (held.heap() - idle) / 1024.0 / 2000, run.cpu("relay"), run.errors());
        }
    }
}
