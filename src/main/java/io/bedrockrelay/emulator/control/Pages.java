package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Pages of inference profiles. Pages are small by default, and the second is shorter than asked for though more
/// follow: a client that stops at a short page, or that reads one page only, loses profiles here as it does with
/// the real service.
final class Pages {
    private static final int DEFAULT_SIZE = 20;
    private static final int GREATEST_SIZE = 1000;

    private Pages() {}

    static HttpAnswer answer(List<ObjectNode> all, Map<String, String> parameters, String listing) {
        var size = size(parameters.get("maxResults"));
        if (size.isEmpty()) {
            return ErrorAnswer.constraint(
                            String.valueOf(parameters.get("maxResults")),
                            "maxResults",
                            "have value between 1 and " + GREATEST_SIZE)
                    .answer();
        }
        var token = parameters.get("nextToken");
        var start = token == null ? OptionalInt.of(0) : offset(token, listing);
        if (start.isEmpty() || start.getAsInt() > all.size()) {
            return ErrorAnswer.validation("The provided nextToken is invalid.").answer();
        }
        return page(all, start.getAsInt(), size.getAsInt(), listing);
    }

    private static HttpAnswer page(List<ObjectNode> all, int start, int size, String listing) {
        boolean second = start == size;
        int end = Math.min(all.size(), start + (second ? Math.ceilDiv(size, 2) : size));
        var body = JsonTrees.object();
        body.putArray("inferenceProfileSummaries").addAll(all.subList(start, end));
        if (end < all.size()) {
            body.put("nextToken", token(listing, end));
        }
        return HttpAnswer.ok(body);
    }

    private static OptionalInt size(@Nullable String text) {
        if (text == null) {
            return OptionalInt.of(DEFAULT_SIZE);
        }
        var size = number(text);
        return size.isPresent() && (size.getAsInt() < 1 || size.getAsInt() > GREATEST_SIZE)
                ? OptionalInt.empty()
                : size;
    }

    private static String token(String listing, int offset) {
        return Base64.getUrlEncoder().encodeToString((listing + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static OptionalInt offset(String token, String listing) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith(listing) ? number(text.substring(listing.length())) : OptionalInt.empty();
        } catch (IllegalArgumentException notBase64) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt number(String digits) {
        return digits.matches("[0-9]{1,6}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
