package io.bedrockrelay.http.admin;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/inference-profiles`. Immutable.
///
/// @param source what it copies: a model or a system-defined profile, by any of its names
/// @param region where; null for the default Region
/// @param tags as an object, or as AWS writes them: a list of `{"key","value"}`
/// @param token the idempotency token
record WantedProfile(
        String name,
        String source,
        @Nullable String region,
        @Nullable String description,
        Map<String, String> tags,
        @Nullable String token) {
    private static final Set<String> KNOWN =
            Set.of("name", "source", "region", "description", "tags", "idempotencyToken");

    /// The wish, or what is wrong with it.
    sealed interface Reading {
        record Read(WantedProfile wanted) implements Reading {}

        record Refused(Failure failure) implements Reading {}
    }

    static Reading read(byte[] body) {
        return Field.read(body, each -> new Reading.Read(of(each)), Reading.Refused::new);
    }

    private static WantedProfile of(Field body) {
        for (var member : body.members().entrySet()) {
            if (!KNOWN.contains(member.getKey())) {
                throw member.getValue()
                        .mistake("is not known here; known are " + String.join(", ", new TreeSet<>(KNOWN)));
            }
        }
        return new WantedProfile(
                body.get("name").nonBlankText(),
                body.get("source").nonBlankText(),
                body.get("region").textOrNull(),
                body.get("description").textOrNull(),
                tags(body.get("tags")),
                body.get("idempotencyToken").textOrNull());
    }

    private static Map<String, String> tags(Field tags) {
        var pairs = new LinkedHashMap<String, String>();
        if (tags.isArray()) {
            for (var tag : tags.elements()) {
                var key = tag.get("key");
                if (pairs.put(key.nonBlankText(), tag.get("value").text()) != null) {
                    throw key.mistake("stands twice");
                }
            }
        } else {
            tags.members().forEach((key, value) -> pairs.put(key, value.text()));
        }
        return pairs;
    }
}
