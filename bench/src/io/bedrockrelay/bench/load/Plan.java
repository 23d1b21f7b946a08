package io.bedrockrelay.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One load: what is asked, how often, for how long. Written `key=value key=value …`, every key with a default.
/// Besides, `scale` makes streams, events and seconds smaller by a factor, to try a plan out.
///
/// @param name for whoever reads the result
/// @param port on 127.0.0.1
/// @param dialects asked in turn
/// @param stream whether answers are streamed
/// @param mode how requests follow each other
/// @param streams at once: kept open (closed), started together (volley), or allowed at most (open)
/// @param rate starts in a second; in closed mode how fast the streams are first started (0: all at once)
/// @param events deltas of each answer
/// @param pace milliseconds from one delta to the next; 0: all at once; -1: all at once, each in its own HTTP chunk
/// @param delay milliseconds before the first event
/// @param faults share of answers that go wrong, of all kinds in turn
/// @param disconnects share of requests whose client goes away in mid-answer
/// @param warmup seconds before anything counts
/// @param seconds that count
/// @param patience seconds that streams may take to end after that
/// @param headers of each request besides its own: `name:value;name:value`
/// @param prompt bytes of text before the question
/// @param watch processes whose cost is measured: `relay:123,standin:456`
public record Plan(
        String name,
        int port,
        List<Dialect> dialects,
        boolean stream,
        Mode mode,
        int streams,
        int rate,
        int events,
        int pace,
        int delay,
        double faults,
        double disconnects,
        double warmup,
        double seconds,
        double patience,
        List<String> headers,
        int prompt,
        List<String> watch) {

    /// How requests follow each other.
    public enum Mode {
        /// As many streams as the plan says, each followed by the next.
        CLOSED,
        /// A fixed number of starts in a second, whatever becomes of them.
        OPEN,
        /// All streams at the same moment, and again when the last of them has ended.
        VOLLEY
    }

    public static Plan of(String line) {
        var plan = new Settings(line);
        double scale = plan.fraction("scale", 1);
        var read = new Plan(
                plan.text("name", "load"),
                plan.number("port", 8080),
                Arrays.stream(plan.text("dialects", "openai").split(",", -1))
                        .map(Dialect::of)
                        .toList(),
                plan.text("stream", "true").equals("true"),
                Mode.valueOf(plan.text("mode", "closed").toUpperCase(java.util.Locale.ROOT)),
                scaled(plan.number("streams", 100), scale),
                plan.number("rate", 0),
                scaled(plan.number("events", 200), scale),
                plan.number("pace", 0),
                plan.number("delay", 0),
                plan.fraction("faults", 0),
                plan.fraction("disconnects", 0),
                plan.fraction("warmup", 2) * scale,
                plan.fraction("seconds", 5) * scale,
                plan.fraction("patience", 30),
                plan.list("headers", ";"),
                plan.number("prompt", 0),
                plan.list("watch", ","));
        plan.allRead();
        return read;
    }

    private static int scaled(int number, double scale) {
        return Math.max(1, (int) (number * scale));
    }

    private static final class Settings {
        private final List<String> pairs;

        Settings(String line) {
            pairs = new ArrayList<>(List.of(line.strip().split("\\s+", -1)));
            pairs.removeIf(String::isEmpty);
        }

        String text(String key, String otherwise) {
            for (var pair : pairs) {
                if (pair.startsWith(key + "=")) {
                    pairs.remove(pair);
                    return pair.substring(key.length() + 1);
                }
            }
            return otherwise;
        }

        int number(String key, int otherwise) {
            return Integer.parseInt(text(key, String.valueOf(otherwise)));
        }

        double fraction(String key, double otherwise) {
            return Double.parseDouble(text(key, String.valueOf(otherwise)));
        }

        List<String> list(String key, String separator) {
            var text = text(key, "");
            return text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
        }

        void allRead() {
            if (!pairs.isEmpty()) {
                throw new IllegalArgumentException("unknown: " + pairs);
            }
        }
    }
}
