package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.chat.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the relay must know of a Messages API body that it passes on: no more than routing and limits need. The
/// whole body is gone through once and nothing is built, so that what passes is one well-formed object.
///
/// @param model the model name as it was written, perhaps with `[1m]`
/// @param maxTokens null where the body has none, or none that is a number; Bedrock judges that
/// @param thinkingBudget `thinking.budget_tokens`, 0 where there is none
/// @param betas what the body itself asks for in `anthropic_beta`
public record ClaudeRequest(
        String model, boolean stream, @Nullable Integer maxTokens, int thinkingBudget, List<String> betas) {

    public ClaudeRequest {
        betas = List.copyOf(betas);
    }

    /// What a look at a body shows.
    public sealed interface Look {
        record Seen(ClaudeRequest request) implements Look {}

        record Refused(Failure failure) implements Look {}
    }

    public static Look at(byte[] body) {
        try (var parser = ClaudeJson.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || parser.currentTokenLocation().getByteOffset() < 0) {
                return refused(null, "The body must be one JSON object in UTF-8.");
            }
            return new Peek().run(parser);
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            var where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            // Jackson's own message may quote the conversation.
            return refused(null, "The body is not valid JSON, or has a name twice" + where + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private static Look refused(@Nullable String field, String message) {
        return new Look.Refused(new Failure.Invalid(field, message));
    }

    private static final class Peek {
        private @Nullable String model;
        private boolean stream;
        private @Nullable Integer maxTokens;
        private int thinkingBudget;
        private final List<String> betas = new ArrayList<>();

        private Look run(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                var complaint = member(name, value, parser);
                if (complaint != null) {
                    return refused(name, "'" + name + "' " + complaint);
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return refused(null, "The body must be one JSON object and nothing after it.");
            }
            if (model == null) {
                return refused("model", "'model' is missing; it must be a string.");
            }
            return new Look.Seen(new ClaudeRequest(model, stream, maxTokens, thinkingBudget, betas));
        }

        private @Nullable String member(String name, JsonToken value, JsonParser parser) throws IOException {
            switch (name) {
                case "model" -> {
                    if (value != JsonToken.VALUE_STRING || parser.getText().isBlank()) {
                        return "must be a string that is not blank.";
                    }
                    model = parser.getText();
                }
                case "stream" -> {
                    if (!value.isBoolean() && value != JsonToken.VALUE_NULL) {
                        return "must be true or false.";
                    }
                    stream = value == JsonToken.VALUE_TRUE;
                }
                case "max_tokens" -> {
                    if (isInt(value, parser)) {
                        maxTokens = parser.getIntValue();
                    }
                }
                case "thinking" -> thinking(value, parser);
                case "anthropic_beta" -> {
                    return betas(value, parser);
                }
                default -> {}
            }
            return null;
        }

        private void thinking(JsonToken value, JsonParser parser) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean budget = parser.currentName().equals("budget_tokens");
                if (isInt(parser.nextToken(), parser) && budget) {
                    thinkingBudget = Math.max(0, parser.getIntValue());
                }
                parser.skipChildren();
            }
        }

        private static boolean isInt(JsonToken value, JsonParser parser) throws IOException {
            return value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT;
        }

        private @Nullable String betas(JsonToken value, JsonParser parser) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return null;
            }
            if (value != JsonToken.START_ARRAY) {
                return "must be an array of strings.";
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    return "must be an array of strings.";
                }
                betas.add(parser.getText());
            }
            return null;
        }
    }
}
