package io.bedrockrelay.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;

/// The result of one load, or the middle one of several runs of it.
record Measure(String name, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Measure of(String line) {
        try {
            var json = JSON.readTree(line);
            return new Measure(json.path("name").asText(), json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("no result: " + line, broken);
        }
    }

    /// The run whose cost is in the middle; the errors are those of all runs.
    static Measure median(List<Measure> runs, String process) {
        var sorted = runs.stream()
                .sorted(Comparator.comparing(run -> run.cpu(process)))
                .toList();
        var middle = (com.fasterxml.jackson.databind.node.ObjectNode)
                sorted.get(sorted.size() / 2).json.deepCopy();
        middle.put("errors", runs.stream().mapToLong(Measure::errors).sum());
        var costs = middle.putArray("runs");
        runs.forEach(run -> costs.add(run.cpu(process)));
        return new Measure(sorted.getFirst().name, middle);
    }

    /// Microseconds of processor time for each event.
    double cpu(String process) {
        return json.path("cost").path(process).path("total").asDouble();
    }

    double user(String process) {
        return json.path("cost").path(process).path("user").asDouble();
    }

    double system(String process) {
        return json.path("cost").path(process).path("system").asDouble();
    }

    /// Of `cpu`, what the JVM's compilers used.
    double compiler(String process) {
        return json.path("cost").path(process).path("compiler").asDouble();
    }

    double cores(String process) {
        return json.path("cost").path(process).path("cores").asDouble();
    }

    long resident(String process) {
        return json.path("cost").path(process).path("resident").asLong();
    }

    double eventsPerSecond() {
        return json.path("eventsPerSecond").asDouble();
    }

    double answersPerSecond() {
        return json.path("answersPerSecond").asDouble();
    }

    /// Microseconds of processor time for each whole answer.
    double cpuOfAnswer(String process) {
        return cpu(process)
                * json.path("events").asDouble()
                / Math.max(1, json.path("answers").asDouble());
    }

    /// Milliseconds; of `firstDelta`, `gaps` or `whole`.
    double time(String what, String quantile) {
        return json.path(what).path(quantile).asDouble();
    }

    long errors() {
        return json.path("errors").asLong();
    }

    long refused() {
        return json.path("ends").path("refused").asLong();
    }

    long mostOpen() {
        return json.path("mostOpen").asLong();
    }
}
