package io.bedrockrelay.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.json.JsonReading;

/// What `[1m]` behind the name of a Claude model asks for: the beta of a context of one million tokens, which Converse
/// takes among the model's own fields. Other models have no such beta.
final class LongContext {
    private static final String BETA = "context-1m-2025-08-07";
    private static final String BETAS = "anthropic_beta";
    private static final JsonMapper JSON = JsonReading.MAPPER;

    private LongContext() {}

    static ChatRequest asked(ChatRequest request, Target target) {
        if (!target.longContext() || !target.isClaude()) {
            return request;
        }
        var settings = request.settings();
        var fields = settings.modelFields() == null ? Json.EMPTY_OBJECT : settings.modelFields();
        return request.withSettings(settings.withModelFields(withBeta(fields)));
    }

    /// Fields of another shape than Bedrock's are left as they are: Bedrock says what is wrong with them.
    private static Json withBeta(Json fields) {
        try {
            if (!(JSON.readTree(fields.text()) instanceof ObjectNode object)) {
                return fields;
            }
            if (!object.has(BETAS)) {
                object.putArray(BETAS);
            }
            if (!(object.get(BETAS) instanceof ArrayNode betas)) {
                return fields;
            }
            if (betas.valueStream().noneMatch(beta -> BETA.equals(beta.textValue()))) {
                betas.add(BETA);
            }
            return new Json(JSON.writeValueAsString(object));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("settings hold JSON that was read before", impossible);
        }
    }
}
