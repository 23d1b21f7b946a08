package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The relay beside nginx, which only passes bytes and so is the limit, and beside a peer, where there is one: the same
/// loads in turn, in one run.
public final class Compare {
    /// Who is asked, how, and whose processor time it costs.
    private record Contender(String label, String process, String dialect, String where) {}

    private final Stage stage;
    private final Report report;
    private final Path results;
    private final int rounds;
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, Measure> limits = new LinkedHashMap<>();
    private final Map<String, Map<Contender, Measure>> medians = new LinkedHashMap<>();

    private Compare(Stage stage, Report report, Path results, int rounds) {
        this.rounds = rounds;
        this.results = results;
        this.stage = stage;
        this.report = report;
    }

    public static void main(String[] args) throws Exception {
        var report = new Report();
        try (var stage = new Stage(One.flags(), Run.scale(args));
                var nginx = Nginx.start(stage.standInPort());
                var portkey = Portkey.start(stage.standInPort())) {
            Run.machine(report, One.flags());
            var compare = new Compare(stage, report, Run.results(args), Run.scale(args) < 1 ? 1 : 3);
            try {
                compare.contenders(nginx, portkey);
                compare.loads();
                compare.targets();
            } finally {
                report.write(compare.results, "compare");
            }
        }
        // What a peer does wrong is told, and is not ours.
        System.exit(report.errors("-relay-") == 0 ? 0 : 1);
    }

    private void contenders(Nginx nginx, Portkey portkey) throws IOException, InterruptedException {
        if (nginx.runs()) {
            stage.await(nginx.port(), "/counters");
            stage.watch("nginx", nginx.pid());
            contenders.add(new Contender("nginx, bytes", "nginx", "converse", "port=" + nginx.port()));
        } else {
            report.line("%s", "nginx is not installed: no limit to compare with");
        }
        contenders.add(new Contender("relay, Bedrock wire", "relay", "converse", "port=" + stage.relayPort()));
        contenders.add(new Contender("relay, Anthropic to Claude", "relay", "claude", "port=" + stage.relayPort()));
        contenders.add(new Contender("relay, OpenAI to Converse", "relay", "openai", "port=" + stage.relayPort()));
        if (portkey.runs()) {
            stage.await(portkey.port(), "/");
            stage.watch("portkey", portkey.pid());
            var where = "port=" + portkey.port() + " headers=" + portkey.headers();
            contenders.add(new Contender("Portkey, OpenAI to Converse", "portkey", "openai", where));
        } else {
            report.line("%s", "Portkey's gateway cannot be run here (npx): no peer to compare with");
        }
    }

    private void loads() throws IOException {
        for (int i = 0; i < rounds; i++) {
            round("warm", "streams=20 warmup=0 seconds=5");
        }
        round("warm", "streams=100 pace=40 events=50 warmup=0 seconds=3");
        tell("burst", "burst of 200 events, CPU, µs/event", "streams=10 warmup=1 seconds=3");
        tell(
                "paced",
                "300 streams, an event each 40 ms, CPU, µs/event",
                "streams=300 rate=600 pace=40 events=50 warmup=2 seconds=4");
        starts();
    }

    private void tell(String name, String title, String load) throws IOException {
        report.table(title, "total", "user", "system", "× nginx", "events/s", "errors");
        var bars = new ArrayList<Plot.Bar>();
        for (var each : rounds(name, load).entrySet()) {
            var who = each.getKey();
            var run = each.getValue();
            double limit = limits.containsKey(name) ? limits.get(name).cpu("nginx") : Double.NaN;
            report.line(
                    "| %s | %.2f | %.2f | %.2f | %.1f | %,.0f | %d |",
                    who.label,
                    run.cpu(who.process),
                    run.user(who.process),
                    run.system(who.process),
                    run.cpu(who.process) / limit,
                    run.eventsPerSecond(),
                    run.errors());
            bars.add(
                    new Plot.Bar(who.label, run.cpu(who.process), who.process.equals("relay") ? "#2563eb" : "#9ca3af"));
        }
        Files.createDirectories(results);
        Plot.bars(results.resolve(name + ".svg"), title, bars);
    }

    private void targets() {
        if (limits.isEmpty()) {
            return;
        }
        report.table("against nginx", "target", "reached");
        double paced = limits.get("paced").cpu("nginx");
        var starts = limits.get("starts");
        for (var who : contenders) {
            if (who.process.equals("relay")) {
                report.line(
                        "| %s: CPU of a paced event | ≤ 1.3 × | %.2f × |",
                        who.label, medians.get("paced").get(who).cpu("relay") / paced);
                for (var quantile : List.of("p50", "p99")) {
                    double ratio = medians.get("starts").get(who).time("firstDelta", quantile)
                            / starts.time("firstDelta", quantile);
                    report.line("| %s: first delta of 300 starts, %s | ≤ 1.2 × | %.2f × |", who.label, quantile, ratio);
                }
            }
        }
    }

    private void starts() throws IOException {
        report.table("300 starts at once, first delta after, ms", "p50", "p99", "× nginx, p50", "p99", "errors");
        for (var each : rounds("starts", "mode=volley streams=300 events=20 warmup=1 seconds=3")
                .entrySet()) {
            var run = each.getValue();
            var limit = limits.get("starts");
            report.line(
                    "| %s | %.1f | %.1f | %.2f | %.2f | %d |",
                    each.getKey().label,
                    run.time("firstDelta", "p50"),
                    run.time("firstDelta", "p99"),
                    limit == null ? Double.NaN : run.time("firstDelta", "p50") / limit.time("firstDelta", "p50"),
                    limit == null ? Double.NaN : run.time("firstDelta", "p99") / limit.time("firstDelta", "p99"),
                    run.errors());
        }
    }

    private Map<Contender, Measure> rounds(String name, String load) throws IOException {
        var runs = new LinkedHashMap<Contender, List<Measure>>();
        for (int i = 0; i < rounds; i++) {
            round(name, load).forEach((who, run) -> runs.computeIfAbsent(who, _ -> new ArrayList<>())
                    .add(run));
        }
        var middle = new LinkedHashMap<Contender, Measure>();
        runs.forEach((who, all) -> {
            var median = Measure.median(all, who.process);
            middle.put(who, median);
            report.keep(median);
            if (who.process.equals("nginx")) {
                limits.put(name, median);
            }
        });
        medians.put(name, middle);
        return middle;
    }

    private Map<Contender, Measure> round(String name, String load) throws IOException {
        var runs = new LinkedHashMap<Contender, Measure>();
        for (var who : contenders) {
            var plan = "name=" + name + "-" + who.process + "-" + who.dialect + " dialects=" + who.dialect + " "
                    + who.where;
            runs.put(who, Measure.of(stage.run(plan + " " + load)));
        }
        return runs;
    }
}
