package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.ModelArn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// CreateInferenceProfile.
final class Creation {
    private static final Pattern NAME = Pattern.compile("([0-9a-zA-Z][ _-]?)+");
    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9])*");
    private static final int LONGEST_NAME = 64;
    private static final int MOST_TAGS = 200;
    private static final int QUOTA = 1000;
    private static final int ID_LENGTH = 12;

    private final ProfileStore store;
    private final RegionCatalogue catalogue;

    Creation(ProfileStore store, RegionCatalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    HttpAnswer create(Buffer body) {
        var parsed = JsonTrees.parseObject(body);
        if (parsed.isEmpty()) {
            return ErrorAnswer.serialization("The request body is not valid JSON.")
                    .answer();
        }
        var asked = parsed.get();
        return refused(asked).map(ErrorAnswer::answer).orElseGet(() -> once(asked));
    }

    private Optional<ErrorAnswer> refused(ObjectNode asked) {
        return name(asked.path("inferenceProfileName"))
                .or(() -> source(asked.path("modelSource").path("copyFrom")))
                .or(() -> token(asked.path("clientRequestToken")))
                .or(() -> tags(asked.path("tags")))
                .or(this::quota);
    }

    private static Optional<ErrorAnswer> name(JsonNode name) {
        var text = name.asText("");
        if (!name.isTextual()) {
            return Optional.of(
                    ErrorAnswer.validation("1 validation error detected: Value null at 'inferenceProfileName'"
                            + " failed to satisfy constraint: Member must not be null"));
        }
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(ErrorAnswer.constraint(
                        text, "inferenceProfileName", "satisfy regular expression pattern: " + NAME.pattern()));
    }

    private Optional<ErrorAnswer> source(JsonNode copyFrom) {
        var arn = ModelArn.parse(copyFrom.asText(""));
        if (arn.isEmpty()) {
            return Optional.of(ErrorAnswer.validation("The provided model source is invalid: " + copyFrom.asText("")));
        }
        boolean copyable =
                arn.get().kind().equals("foundation-model") || arn.get().kind().equals("inference-profile");
        if (!copyable) {
            return Optional.of(
                    ErrorAnswer.validation(
                            "An inference profile can be copied from a foundation model or a system-defined inference profile only."));
        }
        boolean known = arn.get().region().equals(catalogue.region())
                && ProfileStore.models(catalogue, arn.get().id()).isPresent();
        return known ? Optional.empty() : Optional.of(ErrorAnswer.notFound("The model source could not be found."));
    }

    private static Optional<ErrorAnswer> token(JsonNode token) {
        var text = token.asText("");
        boolean legal = token.isMissingNode() || TOKEN.matcher(text).matches();
        return legal
                ? Optional.empty()
                : Optional.of(ErrorAnswer.constraint(
                        text, "clientRequestToken", "satisfy regular expression pattern: " + TOKEN.pattern()));
    }

    private static Optional<ErrorAnswer> tags(JsonNode tags) {
        return tags.size() <= MOST_TAGS
                ? Optional.empty()
                : Optional.of(ErrorAnswer.of(400, "TooManyTagsException", "A resource can't have more than 200 tags."));
    }

    private Optional<ErrorAnswer> quota() {
        return store.in(catalogue.region()).size() < QUOTA
                ? Optional.empty()
                : Optional.of(ErrorAnswer.of(
                        400,
                        "ServiceQuotaExceededException",
                        "The quota of inference profiles per account is reached."));
    }

    /// The same token with the same request makes one profile; with another request it is a conflict. Names may
    /// repeat.
    private HttpAnswer once(ObjectNode asked) {
        var token = asked.path("clientRequestToken").asText("");
        var before = token.isEmpty() ? Optional.<ProfileStore.Made>empty() : store.madeWith(catalogue.region(), token);
        if (before.isPresent()) {
            return before.get().asked().equals(asked)
                    ? created(before.get().profile())
                    : ErrorAnswer.of(400, "ConflictException", "The client token was used with other parameters.")
                            .answer();
        }
        var profile = make(asked);
        if (!token.isEmpty()) {
            store.remember(catalogue.region(), token, new ProfileStore.Made(asked, profile));
        }
        return created(profile);
    }

    private ObjectNode make(ObjectNode asked) {
        var name = asked.path("inferenceProfileName").asText();
        var source = ModelArn.parse(asked.path("modelSource").path("copyFrom").asText())
                .orElseThrow();
        var models = ProfileStore.models(catalogue, source.id()).orElseThrow();
        var description = asked.path("description").asText("");
        var profile = ProfileStore.record(catalogue.region(), freshId(name), name, description, models);
        store.add(catalogue.region(), profile, pairs(asked.path("tags")));
        return profile;
    }

    /// The same calls in the same order give the same ids.
    private String freshId(String name) {
        for (int attempt = store.in(catalogue.region()).size(); ; attempt++) {
            var seed = (catalogue.region() + name + attempt).getBytes(StandardCharsets.UTF_8);
            var digits = new BigInteger(UUID.nameUUIDFromBytes(seed).toString().replace("-", ""), 16).toString(36);
            var id = "p" + digits.substring(0, ID_LENGTH - 1);
            if (store.find(catalogue.region(), id).isEmpty()) {
                return id;
            }
        }
    }

    static Map<String, String> pairs(JsonNode tags) {
        var pairs = new LinkedHashMap<String, String>();
        tags.forEach(
                tag -> pairs.put(tag.path("key").asText(), tag.path("value").asText()));
        return pairs;
    }

    private static HttpAnswer created(ObjectNode profile) {
        return HttpAnswer.json(
                201,
                JsonTrees.object()
                        .put(
                                "inferenceProfileArn",
                                profile.path("inferenceProfileArn").asText())
                        .put("status", profile.path("status").asText()));
    }
}
