package io.bedrockrelay.relay.failover;

import com.google.errorprone.annotations.FormatMethod;
import io.bedrockrelay.relay.failover.Simulation.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Draws what became of the scenarios, beside a round robin: `docs/routing.svg`. Run `main` to draw it anew.
final class RoutingDrawing {
    static final Path FILE = Path.of("docs/routing.svg");

    private static final int LEFT = 210;
    private static final int WIDTH = 170;
    private static final int GAP = 60;
    private static final int ROW = 44;
    private static final int TOP = 96;

    private final StringBuilder svg = new StringBuilder();

    private RoutingDrawing() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, drawn());
    }

    static String drawn() {
        return new RoutingDrawing().draw();
    }

    private String draw() {
        var scenarios = Scenario.drawn();
        int height = TOP + ROW * scenarios.size() + 20;
        int width = LEFT + 3 * (WIDTH + GAP);
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\" aria-label=\"Turns at home, answered turns and cache writes of eight"
                        + " scenarios, beside a round robin\">",
                width, height);
        line("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
        text(
                10,
                24,
                "#222",
                "font-size=\"15\" font-weight=\"bold\"",
                "Three Regions, 1,000 conversations of 20 turns: the" + " worst of twenty runs");
        line("<rect x=\"10\" y=\"36\" width=\"12\" height=\"12\" fill=\"#2a6fb0\"/>");
        text(28, 46, "#222", "", "failover=regions, choice=affine");
        line("<rect x=\"230\" y=\"36\" width=\"12\" height=\"12\" fill=\"#c9c9c9\"/>");
        text(248, 46, "#222", "", "round robin with retries");
        column(0, "turns answered at home");
        column(1, "turns answered");
        column(2, "cache writes, single healthy Region = 1");
        double single = SimulatedRuns.of(Scenario.healthy(), Choice.SINGLE).stream()
                .mapToDouble(Figures::written)
                .average()
                .orElseThrow();
        for (int i = 0; i < scenarios.size(); i++) {
            row(scenarios.get(i), TOP + ROW * i, single);
        }
        line("</svg>");
        return svg.toString();
    }

    private void column(int number, String title) {
        text(x(number), TOP - 14, "#222", "font-weight=\"bold\"", title);
    }

    private void row(Scenario scenario, int y, double single) {
        text(10, y + 18, "#222", "", scenario.name());
        var affine = SimulatedRuns.of(scenario, Choice.AFFINE);
        var robin = SimulatedRuns.of(scenario, Choice.ROUND_ROBIN);
        share(0, y, affine, robin, Figures::atHome);
        share(1, y, affine, robin, Figures::answered);
        ToDoubleFunction<Figures> writes = run -> run.written() / single;
        bar(2, y, "#2a6fb0", most(affine, writes) / 4, String.format(Locale.ROOT, "%.2f", most(affine, writes)));
        bar(2, y + 15, "#c9c9c9", most(robin, writes) / 4, String.format(Locale.ROOT, "%.2f", most(robin, writes)));
    }

    private void share(int column, int y, List<Figures> affine, List<Figures> robin, ToDoubleFunction<Figures> figure) {
        double ours = least(affine, figure);
        double theirs = least(robin, figure);
        bar(column, y, "#2a6fb0", ours, percent(ours));
        bar(column, y + 15, "#c9c9c9", theirs, percent(theirs));
    }

    /// Rounded down, so that a hundred means all.
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
    }

    private void bar(int column, int y, String colour, double share, String label) {
        double length = Math.min(1, share) * WIDTH;
        line("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"13\" fill=\"%s\"/>", x(column), y + 2, length, colour);
        text((int) (x(column) + length) + 4, y + 12, "#444", "font-size=\"10\"", label);
    }

    private static int x(int column) {
        return LEFT + column * (WIDTH + GAP);
    }

    private void text(int x, int y, String colour, String more, String words) {
        line("<text x=\"%d\" y=\"%d\" fill=\"%s\" %s>%s</text>", x, y, colour, more, words);
    }

    @FormatMethod
    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static double least(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return runs.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static double most(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return runs.stream().mapToDouble(figure).max().orElseThrow();
    }
}
