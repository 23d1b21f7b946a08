package io.bedrockrelay.fit.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.json.JsonReading;
import io.bedrockrelay.fit.traits.Trait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bedrock's words of refusal, and what each teaches about the model; `fit/refusals.txt` has them and explains its own
/// form. Immutable.
public final class Refusals {
    private static final String RESOURCE = "/fit/refusals.txt";
    private static final String BY_MODEL = "The model returned the following errors: ";
    private static final Pattern TEACHING = Pattern.compile("(\\d{3}) ([a-z-]+)(?:=(\\S+))? \\| (.+)");
    private static final JsonMapper JSON = new JsonMapper(JsonReading.FACTORY);

    private final Map<String, Lesson> fields = new HashMap<>();
    private final List<Wording> wordings = new ArrayList<>();

    private Refusals(List<String> lines) {
        for (var line : lines) {
            if (line.startsWith("field ")) {
                field(line.substring("field ".length()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                wordings.add(wording(line));
            }
        }
    }

    public static Refusals read() {
        try (var lines = new BufferedReader(
                new InputStreamReader(Refusals.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return new Refusals(lines.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    /// What a refusal teaches about the model that gave it; empty where it is about this request alone, or in words
    /// that are not known.
    ///
    /// @param message Bedrock's own message, as it came
    public Optional<Lesson> lesson(int status, String message) {
        var text = plain(message);
        for (var wording : wordings) {
            var found = wording.pattern().matcher(text);
            if (wording.status() == status && found.find()) {
                return lesson(wording, found);
            }
        }
        return Optional.empty();
    }

    private Optional<Lesson> lesson(Wording wording, Matcher found) {
        return switch (wording.teaches()) {
            case "nothing" -> Optional.empty();
            case "field" -> Optional.of(ofField(found.group(1)));
            default -> Optional.of(new Lesson(wording.trait(), value(wording.value(), found)));
        };
    }

    /// A field that has no trait of its own is one of the model's own fields.
    private Lesson ofField(String field) {
        var known = fields.get(field);
        return known == null ? new Lesson(Trait.REFUSED_FIELDS, field.split("[./]", 2)[0]) : known;
    }

    private static String value(String value, Matcher found) {
        return value.startsWith("$") ? found.group(Integer.parseInt(value.substring(1))) : value;
    }

    /// The words themselves: without Bedrock's preface, out of the JSON that some providers answer, and with one kind
    /// of quotation mark.
    static String plain(String message) {
        var text = message.startsWith(BY_MODEL) ? message.substring(BY_MODEL.length()) : message;
        int brace = text.indexOf('{');
        if (brace >= 0 && text.endsWith("}")) {
            try {
                var inner = JSON.readTree(text.substring(brace)).path("error").path("message");
                text = inner.isTextual() ? inner.textValue() : text;
            } catch (JsonProcessingException notJson) {
                return text.replace('’', '\'');
            }
        }
        return text.replace('’', '\'');
    }

    private void field(String line) {
        var parts = line.split(" -> ", 2);
        var fact = parts[1].strip().split("=", 2);
        for (var name : parts[0].strip().split("\\s+", -1)) {
            fields.put(name, new Lesson(trait(fact[0]), fact[1]));
        }
    }

    private static Wording wording(String line) {
        var parts = TEACHING.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not of the form 'status trait=value | words': " + line);
        }
        var teaches = parts.group(2);
        var value = parts.group(3);
        var trait = value == null ? Trait.REFUSED_FIELDS : trait(teaches);
        return new Wording(
                Integer.parseInt(parts.group(1)),
                teaches,
                trait,
                value == null ? "" : value,
                Pattern.compile(parts.group(4), Pattern.DOTALL));
    }

    private static Trait trait(String name) {
        var trait = Trait.fromWire(name);
        if (trait == null) {
            throw new IllegalArgumentException("no trait '" + name + "'");
        }
        return trait;
    }

    /// @param teaches a trait, `field` or `nothing`
    private record Wording(int status, String teaches, Trait trait, String value, Pattern pattern) {}
}
