package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cache points: at most four, longer time to live first, and only where the model caches.
final class CacheRules {
    private static final int MOST = 4;

    private CacheRules() {}

    static Optional<ErrorAnswer> broken(ObjectNode request, Traits traits) {
        var lives = lives(request);
        if (lives.isEmpty()) {
            return Optional.empty();
        }
        if (!traits.has("cache")) {
            return Optional.of(ErrorAnswer.accessDenied("You invoked an unsupported model or your request did not allow"
                    + " prompt caching. See the documentation for more information."));
        }
        if (lives.size() > MOST) {
            return Optional.of(ErrorAnswer.byModel("A maximum of " + MOST
                    + " blocks with cache_control may be provided. Found " + lives.size() + "."));
        }
        var wrong = lives.stream()
                .filter(ttl -> !ttl.equals("5m") && !ttl.equals("1h"))
                .findFirst();
        if (wrong.isPresent()) {
            return Optional.of(
                    ErrorAnswer.constraint(wrong.get(), "cachePoint.ttl", "satisfy enum value set: [5m, 1h]"));
        }
        int firstShort = lives.indexOf("5m");
        return firstShort >= 0 && lives.lastIndexOf("1h") > firstShort
                ? Optional.of(ErrorAnswer.byModel(
                        "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block."))
                : Optional.empty();
    }

    /// Times to live of all cache points in the order in which the prompt is read.
    private static List<String> lives(ObjectNode request) {
        var lives = new ArrayList<String>();
        collect(request.path("toolConfig").path("tools"), lives);
        collect(request.path("system"), lives);
        request.path("messages").forEach(message -> collect(message.path("content"), lives));
        return lives;
    }

    private static void collect(JsonNode blocks, List<String> lives) {
        for (JsonNode block : blocks) {
            if (block.has("cachePoint")) {
                lives.add(block.path("cachePoint").path("ttl").asText("5m"));
            }
        }
    }
}
