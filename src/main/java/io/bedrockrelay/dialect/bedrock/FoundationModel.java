package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.dialect.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A foundation model in the words of Bedrock's control plane.
///
/// @param streaming null where Bedrock leaves it out
/// @param lifecycle members of `modelLifecycle` as Bedrock spells them: `status` and times
public record FoundationModel(
        String arn,
        String id,
        @Nullable String name,
        @Nullable String provider,
        List<String> inputModalities,
        List<String> outputModalities,
        @Nullable Boolean streaming,
        List<String> customizations,
        List<String> inferenceTypes,
        Map<String, String> lifecycle) {
    public FoundationModel {
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        customizations = List.copyOf(customizations);
        inferenceTypes = List.copyOf(inferenceTypes);
        lifecycle = Map.copyOf(lifecycle);
    }

    /// The query parameters of `GET /foundation-models`, null where they were not given.
    public record Filter(
            @Nullable String byProvider,
            @Nullable String byCustomizationType,
            @Nullable String byOutputModality,
            @Nullable String byInferenceType) {

        boolean takes(FoundationModel model) {
            return (byProvider == null || sameProvider(model.provider()))
                    && (byCustomizationType == null || model.customizations().contains(byCustomizationType))
                    && (byOutputModality == null || model.outputModalities().contains(byOutputModality))
                    && (byInferenceType == null || model.inferenceTypes().contains(byInferenceType));
        }

        private boolean sameProvider(@Nullable String provider) {
            return provider != null
                    && byProvider != null
                    && provider.toLowerCase(Locale.ROOT).equals(byProvider.toLowerCase(Locale.ROOT));
        }
    }

    /// The body of `GET /foundation-models`.
    public static void list(List<FoundationModel> all, Filter filter, JsonWriter out) {
        out.begin().name("modelSummaries").beginArray();
        all.stream().filter(filter::takes).forEach(model -> model.write(out));
        out.endArray().end();
    }

    /// The body of `GET /foundation-models/{id}`.
    public void details(JsonWriter out) {
        out.begin().name("modelDetails");
        write(out);
        out.end();
    }

    private void write(JsonWriter out) {
        out.begin().field("modelArn", arn).field("modelId", id);
        text(out, "modelName", name);
        text(out, "providerName", provider);
        texts(out, "inputModalities", inputModalities);
        texts(out, "outputModalities", outputModalities);
        if (streaming != null) {
            out.field("responseStreamingSupported", streaming);
        }
        texts(out, "customizationsSupported", customizations);
        texts(out, "inferenceTypesSupported", inferenceTypes);
        if (!lifecycle.isEmpty()) {
            out.name("modelLifecycle").begin();
            lifecycle.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> out.field(entry.getKey(), entry.getValue()));
            out.end();
        }
        out.end();
    }

    private static void texts(JsonWriter out, String name, List<String> texts) {
        out.name(name).beginArray();
        texts.forEach(out::value);
        out.endArray();
    }

    private static void text(JsonWriter out, String name, @Nullable String text) {
        if (text != null) {
            out.field(name, text);
        }
    }
}
