package io.bedrockrelay.http.quota;

import io.bedrockrelay.access.limit.Demand;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;

/// Sizes a request up before anybody has read it: how much text it has, how many attachments, which bound on its
/// answer. One pass over the bytes of its JSON, the same for every dialect, with nothing kept of it. Broken JSON is
/// sized up as far as it goes; a mistake here is put right when the real count is known.
public final class DemandEstimate {
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
    private static final int LONGEST_NAME = 24;
    /// Bounds stand at the top of a body, or in an object of settings in it. Deeper ones may be a tool's own words.
    private static final int DEEPEST_BOUND = 2;
    /// A longer text without a blank is an image or a document.
    private static final int ATTACHMENT_FROM = 2_048;

    private final byte[] body;
    private int at;
    private int depth;
    private long text;
    private int attachments;
    private int bound = -1;

    private DemandEstimate(byte[] body) {
        this.body = body;
    }

    public static Demand of(byte[] body) {
        var reading = new DemandEstimate(body);
        reading.read();
        return new Demand(
                reading.text,
                reading.attachments,
                reading.bound < 0 ? OptionalInt.empty() : OptionalInt.of(reading.bound));
    }

    private void read() {
        while (at < body.length) {
            switch (body[at++]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> string();
                default -> {}
            }
        }
    }

    private void string() {
        int start = at;
        boolean encoded = true;
        while (at < body.length && body[at] != '"') {
            encoded &= isOfBase64(body[at]);
            at += body[at] == '\\' ? 2 : 1;
        }
        int end = Math.min(at, body.length);
        at = end + 1;
        if (encoded && end - start >= ATTACHMENT_FROM) {
            attachments++;
            return;
        }
        text += end - start;
        if (depth <= DEEPEST_BOUND && end - start <= LONGEST_NAME && skipTo(':')) {
            number(new String(body, start, end - start, StandardCharsets.US_ASCII));
        }
    }

    private void number(String name) {
        if (!BOUNDS.contains(name)) {
            return;
        }
        skipBlanks();
        long value = 0;
        int start = at;
        while (at < body.length && body[at] >= '0' && body[at] <= '9') {
            value = Math.min(Integer.MAX_VALUE, value * 10 + body[at++] - '0');
        }
        if (at > start) {
            bound = Math.max(bound, (int) value);
        }
    }

    private boolean skipTo(char wanted) {
        skipBlanks();
        if (at < body.length && body[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < body.length && body[at] >= 0 && body[at] <= ' ') {
            at++;
        }
    }

    private static boolean isOfBase64(byte letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '+' && letter <= ';')
                || letter == '='
                || letter == '_'
                || letter == '\\';
    }
}
