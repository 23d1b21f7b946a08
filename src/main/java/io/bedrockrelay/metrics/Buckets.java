package io.bedrockrelay.metrics;

import java.time.Duration;
import java.util.Arrays;

/// The upper bounds of histograms: of those that OpenTelemetry's conventions for generative AI propose at most twelve
/// each, since every bound is a line for every Region in every scrape; the longest extended to the fifteen minutes that
/// a model may well take to think.
final class Buckets {
    static final double[] TOKENS = {16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576};
    static final Duration[] DURATION =
            seconds(0.08, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 327.68, 900);
    static final Duration[] FIRST_TOKEN = seconds(0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 30, 60, 300, 900);
    static final Duration[] PER_TOKEN = seconds(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5);
    /// The relay's own share, for which the conventions know no name: mostly far below a millisecond.
    static final Duration[] OVERHEAD =
            seconds(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1);

    private Buckets() {}

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }
}
