package io.bedrockrelay.http.quota;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.Set;

/// Sizes a request up: how much text it has, how many attachments, which bound on its answer. One pass over the JSON
/// as it is meant, whatever escapes it is written with, the same for every dialect, with nothing kept of it. Broken
/// JSON is sized up as far as it goes. A mistake here is put right when the real count is known.
public final class DemandEstimate {
    private static final JsonFactory JSON = JsonReading.callers().build();
    /// The names under which the dialects, and the models behind InvokeModel, bound an answer.
    private static final Set<String> BOUNDS = Set.of(
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "maxTokens",
            "maxTokenCount",
            "max_tokens_to_sample",
            "max_new_tokens",
            "max_gen_len");
    /// Bounds stand at the top of a body, or in an object of settings in it. Deeper ones may be a tool's own words.
    private static final int DEEPEST_BOUND = 2;

    private final Deque<Level> open = new ArrayDeque<>();
    private long text;
    private int attachments;
    private int bound = -1;

    /// An object or an array that is being read.
    private static final class Level {
        private final String path;
        private final boolean object;
        private String member = "";
        /// Bytes of what stands where media do; they are plain text where the object says so.
        private long media;
        /// Bytes of the text that they are in base64; 0 for true media.
        private long encoded;

        private boolean plain;

        Level(String path, boolean object) {
            this.path = path;
            this.object = object;
        }

        String place() {
            return object ? path + "." + member : path;
        }
    }

    private DemandEstimate() {}

    public static Demand of(byte[] body) {
        var reading = new DemandEstimate();
        try (var parser = JSON.createParser(body)) {
            reading.read(parser);
        } catch (IOException _) {
            // Whoever reads it in earnest tells the caller, or Bedrock does.
        }
        return new Demand(
                reading.text,
                reading.attachments,
                reading.bound < 0 ? OptionalInt.empty() : OptionalInt.of(reading.bound));
    }

    private void read(JsonParser parser) throws IOException {
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    var above = open.peek();
                    open.push(new Level(above == null ? "" : above.place(), token == JsonToken.START_OBJECT));
                }
                case END_OBJECT, END_ARRAY -> close(open.pop());
                case FIELD_NAME -> {
                    var level = open.element();
                    level.member = parser.currentName();
                    text += Media.utf8(level.member);
                }
                case VALUE_STRING -> string(parser);
                case VALUE_NUMBER_INT -> {
                    number(parser);
                    text += parser.getTextLength();
                }
                case VALUE_NUMBER_FLOAT -> text += parser.getTextLength();
                default -> {}
            }
        }
    }

    private void close(Level level) {
        if (level.media > 0 && level.plain) {
            text += level.media;
        } else if (level.encoded > 0) {
            text += level.encoded;
        } else if (level.media > 0) {
            attachments++;
        }
    }

    private void string(JsonParser parser) throws IOException {
        var level = open.peek();
        var letters = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        if (level == null || length < Media.LEAST || !Media.isAt(level.place())) {
            text += Media.utf8(letters, from, length);
            if (level != null && level.object && level.member.equals("type")) {
                level.plain = parser.getText().equals("text");
            }
            return;
        }
        level.media += Media.utf8(letters, from, length);
        level.encoded += Media.textBytes(letters, from, length);
    }

    private void number(JsonParser parser) throws IOException {
        var level = open.peek();
        if (level != null && open.size() <= DEEPEST_BOUND && level.object && BOUNDS.contains(level.member)) {
            long value = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? Integer.MAX_VALUE
                    : parser.getLongValue();
            if (value >= 0) {
                bound = Math.max(bound, (int) Math.min(Integer.MAX_VALUE, value));
            }
        }
    }
}
