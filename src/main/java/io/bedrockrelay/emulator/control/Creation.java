package io.bedrockrelay.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Arn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.wire.Answer;
import io.bedrockrelay.emulator.wire.Json;
import io.bedrockrelay.emulator.wire.Refusal;
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

    private final ApplicationProfiles store;
    private final RegionCatalogue catalogue;

    Creation(ApplicationProfiles store, RegionCatalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    Answer create(Buffer body) {
        var parsed = Json.parseObject(body);
        if (parsed.isEmpty()) {
            return Refusal.serialization("The request body is not valid JSON.").answer();
        }
        var asked = parsed.get();
        return refused(asked).map(Refusal::answer).orElseGet(() -> once(asked));
    }

    private Optional<Refusal> refused(ObjectNode asked) {
        return name(asked.path("inferenceProfileName"))
                .or(() -> source(asked.path("modelSource").path("copyFrom")))
                .or(() -> token(asked.path("clientRequestToken")))
                .or(() -> tags(asked.path("tags")))
                .or(this::quota);
    }

    private static Optional<Refusal> name(JsonNode name) {
        var text = name.asText("");
        if (!name.isTextual()) {
            return Optional.of(Refusal.validation("1 validation error detected: Value null at 'inferenceProfileName'"
                    + " failed to satisfy constraint: Member must not be null"));
        }
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(Refusal.constraint(
                        text, "inferenceProfileName", "satisfy regular expression pattern: " + NAME.pattern()));
    }

    private Optional<Refusal> source(JsonNode copyFrom) {
        var arn = Arn.parse(copyFrom.asText(""));
        if (arn.isEmpty()) {
            return Optional.of(Refusal.validation("The provided model source is invalid: " + copyFrom.asText("")));
        }
        boolean copyable =
                arn.get().kind().equals("foundation-model") || arn.get().kind().equals("inference-profile");
        if (!copyable) {
            return Optional.of(
                    Refusal.validation(
                            "An inference profile can be copied from a foundation model or a system-defined inference profile only."));
        }
        boolean known = arn.get().region().equals(catalogue.region())
                && ApplicationProfiles.models(catalogue, arn.get().id()).isPresent();
        return known ? Optional.empty() : Optional.of(Refusal.notFound("The model source could not be found."));
    }

    private static Optional<Refusal> token(JsonNode token) {
        var text = token.asText("");
        boolean legal = token.isMissingNode() || TOKEN.matcher(text).matches();
        return legal
                ? Optional.empty()
                : Optional.of(Refusal.constraint(
                        text, "clientRequestToken", "satisfy regular expression pattern: " + TOKEN.pattern()));
    }

    private static Optional<Refusal> tags(JsonNode tags) {
        return tags.size() <= MOST_TAGS
                ? Optional.empty()
                : Optional.of(Refusal.of(400, "TooManyTagsException", "A resource can't have more than 200 tags."));
    }

    private Optional<Refusal> quota() {
        return store.in(catalogue.region()).size() < QUOTA
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        400,
                        "ServiceQuotaExceededException",
                        "The quota of inference profiles per account is reached."));
    }

    /// The same token with the same request makes one profile; with another request it is a conflict. Names may
    /// repeat.
    private Answer once(ObjectNode asked) {
        var token = asked.path("clientRequestToken").asText("");
        var before = token.isEmpty()
                ? Optional.<ApplicationProfiles.Made>empty()
                : store.madeWith(catalogue.region(), token);
        if (before.isPresent()) {
            return before.get().asked().equals(asked)
                    ? created(before.get().profile())
                    : Refusal.of(400, "ConflictException", "The client token was used with other parameters.")
                            .answer();
        }
        var profile = make(asked);
        if (!token.isEmpty()) {
            store.remember(catalogue.region(), token, new ApplicationProfiles.Made(asked, profile));
        }
        return created(profile);
    }

    private ObjectNode make(ObjectNode asked) {
        var name = asked.path("inferenceProfileName").asText();
        var source =
                Arn.parse(asked.path("modelSource").path("copyFrom").asText()).orElseThrow();
        var models = ApplicationProfiles.models(catalogue, source.id()).orElseThrow();
        var description = asked.path("description").asText("");
        var profile = ApplicationProfiles.record(catalogue.region(), freshId(name), name, description, models);
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

    private static Answer created(ObjectNode profile) {
        return Answer.json(
                201,
                Json.object()
                        .put(
                                "inferenceProfileArn",
                                profile.path("inferenceProfileArn").asText())
                        .put("status", profile.path("status").asText()));
    }
}
