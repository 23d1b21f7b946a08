package io.bedrockrelay.bench.load;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The outcome of a load as one line of JSON. Times are in milliseconds, processor time in microseconds for each event,
/// sizes in bytes.
final class Result {
    private Result() {}

    static String json(Plan plan, Tally tally, Window window) {
        long events = Math.max(1, tally.events);
        var costs = window.costs().entrySet().stream()
                .map(each -> cost(each.getKey(), each.getValue(), events, window.seconds()))
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"seconds\":%.2f,\"events\":%d,\"eventsPerSecond\":%.0f,\"answers\":%d,"
                        + "\"answersPerSecond\":%.1f,\"started\":%d,\"mostOpen\":%d,\"errors\":%d,\"ends\":{%s},"
                        + "\"refusals\":{%s},\"samples\":{%s},\"firstDelta\":%s,\"gaps\":%s,\"whole\":%s,\"cost\":{%s}}",
                plan.name(),
                window.seconds(),
                tally.events,
                tally.events / window.seconds(),
                tally.answers,
                tally.answers / window.seconds(),
                tally.started,
                tally.mostOpen,
                tally.errors(),
                fields(tally.ends),
                fields(tally.refusals),
                tally.samples.entrySet().stream()
                        .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                        .collect(Collectors.joining(",")),
                tally.firstDelta.json(),
                tally.gaps.json(),
                tally.whole.json(),
                costs);
    }

    private static String fields(Map<?, ?> counts) {
        return counts.entrySet().stream()
                .map(each -> "\"" + each.getKey().toString().toLowerCase(Locale.ROOT) + "\":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    private static String cost(String name, Cost cost, long events, double seconds) {
        return String.format(
                Locale.ROOT,
                "\"%s\":{\"user\":%.3f,\"system\":%.3f,\"total\":%.3f,\"compiler\":%.3f,\"cores\":%.2f,\"resident\":%d}",
                name,
                (double) cost.user() / events,
                (double) cost.system() / events,
                (double) (cost.user() + cost.system()) / events,
                (double) cost.compiler() / events,
                (cost.user() + cost.system()) / 1e6 / seconds,
                cost.resident());
    }
}
