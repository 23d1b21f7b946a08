package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Plots as SVG, written by hand: two kinds are all that is needed.
final class Plot {
    private static final String[] COLOURS = {"#2563eb", "#dc2626", "#059669", "#d97706"};
    private static final int WIDTH = 760;
    private static final int LABEL = 250;
    private static final int BAR = 26;

    private Plot() {}

    record Bar(String label, double value, String colour) {
        static Bar relay(String label, double value) {
            return new Bar(label, value, COLOURS[0]);
        }

        static Bar other(String label, double value) {
            return new Bar(label, value, "#9ca3af");
        }
    }

    /// Horizontal bars, each with its number.
    static void bars(Path file, String title, List<Bar> bars) throws IOException {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int height = 50 + bars.size() * BAR;
        var svg = open(height, title);
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            int y = 44 + i * BAR;
            double length = bar.value / most * (WIDTH - LABEL - 80);
            svg.append(text(LABEL - 10, y + 14, "end", bar.label));
            svg.append(format(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"3\" fill=\"%s\"/>%n",
                    LABEL, y, Math.max(1, length), bar.colour));
            svg.append(text(LABEL + length + 6, y + 14, "start", format(bar.value < 10 ? "%.1f" : "%.0f", bar.value)));
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    /// Lines over two logarithmic axes.
    static void lines(Path file, String title, String x, String y, Map<String, Map<Double, Double>> lines)
            throws IOException {
        int height = 380;
        var svg = open(height, title);
        var all = lines.values().stream()
                .flatMap(line -> line.entrySet().stream())
                .toList();
        var across = Axis.of(all.stream().map(Map.Entry::getKey).toList(), 70, WIDTH - 130);
        var up = Axis.of(all.stream().map(Map.Entry::getValue).toList(), height - 50, 50);
        across.ticks().forEach(tick -> svg.append(format(
                        "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"50\" y2=\"%2$d\" stroke=\"#e5e7eb\"/>%n",
                        across.at(tick), height - 50))
                .append(text(across.at(tick), height - 32, "middle", format("%,.0f", tick))));
        up.ticks().forEach(tick -> svg.append(format(
                        "<line x1=\"70\" x2=\"%d\" y1=\"%2$.1f\" y2=\"%2$.1f\" stroke=\"#e5e7eb\"/>%n",
                        WIDTH - 130, up.at(tick)))
                .append(text(62, up.at(tick) + 4, "end", format(tick < 1 ? "%.1f" : "%,.0f", tick))));
        svg.append(text((70 + WIDTH - 130) / 2.0, height - 10, "middle", x)).append(text(8, 42, "start", y));
        int colour = 0;
        for (var line : lines.entrySet()) {
            draw(svg, line.getKey(), line.getValue(), across, up, COLOURS[colour++ % COLOURS.length]);
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private static void draw(
            StringBuilder svg, String name, Map<Double, Double> points, Axis across, Axis up, String colour) {
        var path = new StringBuilder();
        double endX = 0;
        double endY = 0;
        for (var point : points.entrySet()) {
            endX = across.at(point.getKey());
            endY = up.at(point.getValue());
            path.append(format("%.1f,%.1f ", endX, endY));
            svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", endX, endY, colour));
        }
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path.toString(), colour));
        svg.append(text(endX + 8, endY + 4, "start", name));
    }

    /// A logarithmic scale from `from` to `to`, in whole decades.
    private record Axis(double low, double high, double from, double to) {
        static Axis of(List<Double> values, double from, double to) {
            double least =
                    values.stream().mapToDouble(v -> v).filter(v -> v > 0).min().orElse(1);
            double most = values.stream().mapToDouble(v -> v).max().orElse(10);
            double low = Math.floor(Math.log10(least));
            return new Axis(low, Math.max(low + 1, Math.ceil(Math.log10(most))), from, to);
        }

        double at(double value) {
            double log = Math.log10(Math.max(value, Math.pow(10, low)));
            return from + (log - low) / (high - low) * (to - from);
        }

        List<Double> ticks() {
            return java.util.stream.IntStream.rangeClosed((int) low, (int) high)
                    .mapToObj(power -> Math.pow(10, power))
                    .toList();
        }
    }

    private static StringBuilder open(int height, String title) {
        return new StringBuilder(format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                                + " font-family=\"sans-serif\" font-size=\"13\">%n<rect width=\"%1$d\" height=\"%2$d\""
                                + " fill=\"white\"/>%n",
                        WIDTH, height))
                .append(format("<text x=\"8\" y=\"22\" font-size=\"15\" font-weight=\"bold\">%s</text>%n", title));
    }

    private static String text(double x, double y, String anchor, String text) {
        return format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#374151\">%s</text>%n", x, y, anchor, text);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
