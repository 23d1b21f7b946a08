package io.bedrockrelay.bedrock.request;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings.Guardrail;
import java.io.IOException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes what a request asks for besides the conversation. What was not asked for is not written.
final class SettingsWriter {
    private final JsonGenerator json;

    SettingsWriter(JsonGenerator json) {
        this.json = json;
    }

    void sampling(Sampling sampling) throws IOException {
        if (sampling.maxTokens() == null
                && sampling.temperature() == null
                && sampling.topP() == null
                && sampling.stop().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("inferenceConfig");
        if (sampling.maxTokens() != null) {
            json.writeNumberField("maxTokens", sampling.maxTokens());
        }
        if (sampling.temperature() != null) {
            json.writeNumberField("temperature", sampling.temperature());
        }
        if (sampling.topP() != null) {
            json.writeNumberField("topP", sampling.topP());
        }
        if (!sampling.stop().isEmpty()) {
            json.writeArrayFieldStart("stopSequences");
            for (var stop : sampling.stop()) {
                json.writeString(stop);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    void settings(ChatRequest request, boolean stream) throws IOException {
        var settings = request.settings();
        output(settings.outputFormat(), Unfitted.effort(request));
        if (settings.guardrail() != null) {
            guardrail(settings.guardrail(), stream);
        }
        nested("serviceTier", "type", settings.serviceTier());
        nested("performanceConfig", "latency", settings.latency());
        if (!settings.metadata().isEmpty()) {
            json.writeObjectFieldStart("requestMetadata");
            // In an order of its own: the same request gives the same bytes.
            for (var label : new TreeMap<>(settings.metadata()).entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        }
        var modelFields = Unfitted.modelFields(request);
        if (modelFields != null) {
            json.writeFieldName("additionalModelRequestFields");
            json.writeRawValue(modelFields.text());
        }
        if (!settings.responsePaths().isEmpty()) {
            json.writeArrayFieldStart("additionalModelResponseFieldPaths");
            for (var path : settings.responsePaths()) {
                json.writeString(path);
            }
            json.writeEndArray();
        }
    }

    private void output(@Nullable OutputFormat format, @Nullable String effort) throws IOException {
        if (format == null && effort == null) {
            return;
        }
        json.writeObjectFieldStart("outputConfig");
        if (format != null) {
            json.writeObjectFieldStart("textFormat");
            json.writeStringField("type", "json_schema");
            json.writeObjectFieldStart("structure");
            json.writeObjectFieldStart("jsonSchema");
            // A string that holds JSON, not JSON: so Bedrock's model has it.
            json.writeStringField("schema", format.schema().text());
            optional("name", format.name());
            optional("description", format.description());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        optional("effort", effort);
        json.writeEndObject();
    }

    private void guardrail(Guardrail guardrail, boolean stream) throws IOException {
        json.writeObjectFieldStart("guardrailConfig");
        json.writeStringField("guardrailIdentifier", guardrail.identifier());
        json.writeStringField("guardrailVersion", guardrail.version());
        optional("trace", guardrail.trace());
        if (stream) {
            optional("streamProcessingMode", guardrail.streamProcessing());
        }
        json.writeEndObject();
    }

    private void nested(String outer, String inner, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeObjectFieldStart(outer);
            json.writeStringField(inner, value);
            json.writeEndObject();
        }
    }

    private void optional(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
