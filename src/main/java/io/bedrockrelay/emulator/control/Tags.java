package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Arn;
import io.bedrockrelay.emulator.wire.Answer;
import io.bedrockrelay.emulator.wire.Json;
import io.bedrockrelay.emulator.wire.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/// ListTagsForResource, TagResource and UntagResource, for application inference profiles.
final class Tags {
    private final ApplicationProfiles store;
    private final String region;

    Tags(ApplicationProfiles store, String region) {
        this.store = store;
        this.region = region;
    }

    Answer answer(String operation, Buffer body) {
        var asked = Json.parseObject(body);
        if (asked.isEmpty()) {
            return Refusal.serialization("The request body is not valid JSON.").answer();
        }
        var arn = asked.get().path("resourceARN").asText("");
        synchronized (store) {
            return store.tagsOf(arn)
                    .filter(tags -> Arn.parse(arn)
                            .filter(it -> it.region().equals(region))
                            .isPresent())
                    .map(tags -> apply(operation, asked.get(), tags))
                    .orElseGet(() -> Refusal.notFound("The resource " + arn + " could not be found.")
                            .answer());
        }
    }

    private static Answer apply(String operation, ObjectNode asked, Map<String, String> tags) {
        var body = Json.object();
        switch (operation) {
            case "TagResource" -> tags.putAll(Creation.pairs(asked.path("tags")));
            case "UntagResource" -> asked.path("tagKeys").forEach(key -> tags.remove(key.asText()));
            default -> {
                var list = body.putArray("tags");
                tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
            }
        }
        return Answer.ok(body);
    }
}
