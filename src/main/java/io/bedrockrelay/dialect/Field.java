package io.bedrockrelay.dialect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A value of a request's body together with the path that leads to it, so that every complaint names its field.
/// Immutable. Reading stops at the first mistake, by an exception that never leaves `read`.
public final class Field {
    /// Of JSON inside of a string, which nobody has counted: names, values and brackets.
    private static final long MOST_INNER_TOKENS = 100_000;

    private static final JsonMapper MAPPER = mapper(Long.MAX_VALUE);
    /// For what models wrote: of a doubled key the last one counts, as most parsers have it.
    private static final JsonMapper INNER = mapper(MOST_INNER_TOKENS)
            .rebuild()
            .disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// Numbers stay as they are written; nesting is bounded, so that a hostile body cannot exhaust the stack.
    private static JsonMapper mapper(long mostTokens) {
        return JsonMapper.builder(JsonReading.callers(mostTokens).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                // A tool's argument or a schema's constant of 1.0 would become 1.
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    private final String path;
    private final JsonNode node;

    private Field(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /// Reads a body that must be one JSON object and asks for a chat.
    public static Reading read(byte[] body, Function<Field, Reading> reader) {
        return read(body, reader, Reading.Refused::new);
    }

    /// Reads a body that must be one JSON object, whatever it asks for; `refusal` makes a mistake into the reader's own
    /// kind of answer.
    public static <T> T read(byte[] body, Function<Field, T> reader, Function<Failure, T> refusal) {
        try {
            var node = MAPPER.readTree(Surrogates.mended(body));
            if (node == null || !node.isObject()) {
                return refusal.apply(new Failure.Invalid(null, "The body must be one JSON object."));
            }
            return reader.apply(new Field("", node));
        } catch (Mistake mistake) {
            return refusal.apply(new Failure.Invalid(mistake.field, mistake.complaint));
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            var where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            // Jackson's own message may quote the body, which is the caller's conversation.
            return refusal.apply(new Failure.Invalid(null, "The body is not valid JSON" + where + "."));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    public String path() {
        return path;
    }

    /// Whether the value is there; an explicit null counts as absent.
    public boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    public Field get(String name) {
        var child = node.isObject() ? node.path(name) : MissingNode.getInstance();
        return new Field(path.isEmpty() ? name : path + "." + name, child);
    }

    public boolean has(String name) {
        return get(name).present();
    }

    public boolean isText() {
        return node.isTextual();
    }

    public boolean isArray() {
        return node.isArray();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public String text() {
        return require(node.isTextual(), "a string").textValue();
    }

    public String nonBlankText() {
        var text = text();
        if (text.isBlank()) {
            throw mistake("must not be blank");
        }
        return text;
    }

    public @Nullable String textOrNull() {
        return present() ? text() : null;
    }

    public String textOr(String otherwise) {
        return present() ? text() : otherwise;
    }

    public @Nullable Integer positiveIntOrNull() {
        if (!present()) {
            return null;
        }
        // 1024.0 is what some languages write for 1024.
        if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt() || node.intValue() < 1) {
            throw mistake("must be a whole number of at least 1");
        }
        return node.intValue();
    }

    public @Nullable Double numberOrNull(double least, double most) {
        if (!present()) {
            return null;
        }
        if (!node.isNumber() || node.doubleValue() < least || node.doubleValue() > most) {
            throw mistake("must be a number from " + plain(least) + " to " + plain(most));
        }
        return node.doubleValue();
    }

    public @Nullable Boolean boolOrNull() {
        return present() ? require(node.isBoolean(), "true or false").booleanValue() : null;
    }

    public boolean boolOr(boolean otherwise) {
        return present() ? require(node.isBoolean(), "true or false").booleanValue() : otherwise;
    }

    /// The elements of an array; none if it is absent.
    public List<Field> elements() {
        if (!present()) {
            return List.of();
        }
        require(node.isArray(), "an array");
        var elements = new ArrayList<Field>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Field(path + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /// The members of an object in their order; none if it is absent.
    public Map<String, Field> members() {
        if (!present()) {
            return Map.of();
        }
        require(node.isObject(), "an object");
        var members = new LinkedHashMap<String, Field>();
        node.properties().forEach(entry -> members.put(entry.getKey(), get(entry.getKey())));
        return members;
    }

    public <T> List<T> each(Function<Field, T> reader) {
        return elements().stream().map(reader).toList();
    }

    public List<String> texts() {
        return each(Field::text);
    }

    public Json object() {
        return new Json(require(node.isObject(), "an object").toString());
    }

    public @Nullable Json objectOrNull() {
        return present() ? object() : null;
    }

    /// Any value, as JSON.
    public Json json() {
        require(!node.isMissingNode(), "present");
        return new Json(node.toString());
    }

    /// The value as Jackson holds it, for dialects that pass unknown members on. Do not change it.
    public JsonNode node() {
        return node;
    }

    /// JSON inside a string, as OpenAI carries tool arguments; null where the text is no JSON object. Models write
    /// these texts, and an answer that was cut must not spoil every later turn.
    public @Nullable Json objectInTextOrNull() {
        var text = text();
        if (text.isBlank()) {
            return Json.EMPTY_OBJECT;
        }
        try {
            var inner = INNER.readTree(Surrogates.mended(text.getBytes(StandardCharsets.UTF_8)));
            return inner == null || !inner.isObject() ? null : new Json(inner.toString());
        } catch (StreamConstraintsException tooMuch) {
            throw mistake("must hold no more than " + MOST_INNER_TOKENS + " names, values and brackets");
        } catch (IOException malformed) {
            return null;
        }
    }

    /// What a reader throws when the value is there but makes no sense: `complaint` completes the field's name to a
    /// sentence (`must be one of user, assistant`).
    public RuntimeException mistake(String complaint) {
        var subject = path.isEmpty() ? "The body" : "'" + path + "'";
        return refusal(subject + " " + complaint + ".");
    }

    /// What a reader throws when the field is asking for what cannot be: `sentence` is the whole message.
    public RuntimeException refusal(String sentence) {
        return new Mistake(path.isEmpty() ? null : path, sentence);
    }

    private JsonNode require(boolean right, String wanted) {
        if (!right) {
            throw mistake(present() ? "must be " + wanted : "is missing; it must be " + wanted);
        }
        return node;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @SuppressWarnings("serial")
    private static final class Mistake extends RuntimeException {
        private final @Nullable String field;
        private final String complaint;

        private Mistake(@Nullable String field, String complaint) {
            super(complaint, null, false, false);
            this.field = field;
            this.complaint = complaint;
        }
    }
}
