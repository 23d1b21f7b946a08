package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.ModelArn;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/// ListTagsForResource, TagResource and UntagResource, for application inference profiles.
final class Tags {
    private final ProfileStore store;
    private final String region;

    Tags(ProfileStore store, String region) {
        this.store = store;
        this.region = region;
    }

    HttpAnswer answer(String operation, Buffer body) {
        var asked = JsonTrees.parseObject(body);
        if (asked.isEmpty()) {
            return ErrorAnswer.serialization("The request body is not valid JSON.")
                    .answer();
        }
        var arn = asked.get().path("resourceARN").asText("");
        synchronized (store) {
            return store.tagsOf(arn)
                    .filter(tags -> ModelArn.parse(arn)
                            .filter(it -> it.region().equals(region))
                            .isPresent())
                    .map(tags -> apply(operation, asked.get(), tags))
                    .orElseGet(() -> ErrorAnswer.notFound("The resource " + arn + " could not be found.")
                            .answer());
        }
    }

    private static HttpAnswer apply(String operation, ObjectNode asked, Map<String, String> tags) {
        var body = JsonTrees.object();
        switch (operation) {
            case "TagResource" -> tags.putAll(Creation.pairs(asked.path("tags")));
            case "UntagResource" -> asked.path("tagKeys").forEach(key -> tags.remove(key.asText()));
            default -> {
                var list = body.putArray("tags");
                tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
            }
        }
        return HttpAnswer.ok(body);
    }
}
