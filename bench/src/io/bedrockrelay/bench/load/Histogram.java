package io.bedrockrelay.bench.load;

/// Durations, counted in buckets less than half a per cent wide.
final class Histogram {
    private static final int PARTS = 256;
    private static final int PART_BITS = 8;

    private final long[] counts = new long[64 * PARTS];
    private long total;
    private long max;

    void add(long nanos) {
        long value = Math.max(PARTS, nanos);
        int magnitude = 63 - Long.numberOfLeadingZeros(value);
        counts[magnitude * PARTS + (int) (value >>> (magnitude - PART_BITS)) - PARTS]++;
        total++;
        max = Math.max(max, nanos);
    }

    long total() {
        return total;
    }

    /// In milliseconds; 0 where nothing was counted.
    double quantile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                long middle = ((2L * (i % PARTS + PARTS) + 1) << (i / PARTS)) >> (PART_BITS + 1);
                return Math.min(middle, max) / 1e6;
            }
        }
        return 0;
    }

    double max() {
        return max / 1e6;
    }

    String json() {
        return "{\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"max\":%.3f}"
                .formatted(quantile(0.5), quantile(0.9), quantile(0.99), max());
    }
}
