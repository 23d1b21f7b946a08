package io.bedrockrelay.emulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.Turns;
import io.bedrockrelay.emulator.reply.Wishes;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a request wants to go wrong, or otherwise than usual: words, some with a value, as in `[[emulate: cut
/// after=3]]` in the last user text or `cut after=3` in the header `x-emulate`. The README of the emulator is its
/// package documentation.
public record Directive(Map<String, String> words) {
    public static final Directive NONE = new Directive(Map.of());
    private static final Pattern IN_TEXT = Pattern.compile("\\[\\[emulate:([^\\]]*)\\]\\]");
    private static final int GIANT = 20_000_000;

    public Directive {
        words = Map.copyOf(words);
    }

    /// The last directive in a text.
    public static Directive in(String text) {
        return IN_TEXT.matcher(text)
                .results()
                .reduce((one, later) -> later)
                .map(match -> parse(match.group(1)))
                .orElse(NONE);
    }

    /// The text without its directives.
    public static String strip(String text) {
        return IN_TEXT.matcher(text).replaceAll("").strip();
    }

    public static Directive parse(String text) {
        var words = new LinkedHashMap<String, String>();
        for (String word : text.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        words.remove("");
        return new Directive(words);
    }

    /// What the last `turns=` of a conversation says, with the answers given since.
    ///
    /// @param texts what was said, message by message
    /// @param answers which of them the model said
    public static Optional<Turns> turns(List<String> texts, List<Boolean> answers) {
        int past = 0;
        for (int i = texts.size() - 1; i >= 0; i--) {
            if (answers.get(i)) {
                past++;
            } else {
                var turns = in(texts.get(i)).text("turns");
                if (turns.isPresent()) {
                    return Optional.of(Turns.of(turns.get(), past));
                }
            }
        }
        return Optional.empty();
    }

    public boolean has(String word) {
        return words.containsKey(word);
    }

    public Optional<String> text(String word) {
        return Optional.ofNullable(words.get(word));
    }

    public int number(String word, int otherwise) {
        return text(word)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /// `40ms`, `2s` or bare milliseconds.
    public Optional<Duration> time(String word) {
        return text(word)
                .filter(value -> value.matches("[0-9]{1,9}(ms|s)?"))
                .map(value -> value.endsWith("s") && !value.endsWith("ms")
                        ? Duration.ofSeconds(Long.parseLong(value.replace("s", "")))
                        : Duration.ofMillis(Long.parseLong(value.replace("ms", ""))));
    }

    /// What it wants of the reply's content.
    public Wishes wishes() {
        boolean giant = has("giant");
        int pieces = giant ? 1 : number("events", has("numbered") ? 20 : 0);
        return new Wishes(
                pieces,
                number("size", giant ? GIANT : 0),
                text("stop"),
                has("redacted"),
                has("text"),
                has("echo"),
                calls());
    }

    private List<Wishes.Call> calls() {
        return text("call").stream()
                .flatMap(tool -> Stream.of(words.getOrDefault("input", "").split(","))
                        .map(input -> new Wishes.Call(tool, object(input))))
                .toList();
    }

    /// JSON in base64url; an empty object where it is none.
    private static ObjectNode object(String base64) {
        try {
            return JsonTrees.parseObject(Buffer.buffer(Base64.getUrlDecoder().decode(base64)))
                    .orElseGet(JsonTrees::object);
        } catch (IllegalArgumentException unreadable) {
            return JsonTrees.object();
        }
    }

    /// The same directive without what makes a call fail.
    Directive harmless() {
        var rest = new LinkedHashMap<>(words);
        rest.keySet().removeIf(word -> ScriptedErrors.isKnown(word) || Mishap.isKnown(word));
        return new Directive(rest);
    }
}
