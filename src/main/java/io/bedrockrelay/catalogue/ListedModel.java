package io.bedrockrelay.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One entry of ListFoundationModels. Modalities, inference types and status are strings as Bedrock sends them: the
/// SDK's enums lack `INFERENCE_PROFILE`, `VIDEO`, `SPEECH` and whatever comes next.
///
/// @param id bare model id, such as `amazon.nova-pro-v1:0`
/// @param arn the model's ARN in this Region
/// @param name for people; the id where Bedrock gives none
/// @param provider for people, such as `Anthropic`; empty where Bedrock gives none
/// @param inputModalities such as `TEXT`, `IMAGE`; empty where unknown
/// @param outputModalities such as `TEXT`, `EMBEDDING`; empty where unknown
/// @param streaming whether answers can be streamed; false where Bedrock leaves the field out
/// @param inferenceTypes such as `ON_DEMAND`, `PROVISIONED`, `INFERENCE_PROFILE`; may be empty
/// @param lifecycle status and dates
/// @param customizations such as `FINE_TUNING`; may be empty
public record ListedModel(
        String id,
        String arn,
        String name,
        String provider,
        List<String> inputModalities,
        List<String> outputModalities,
        boolean streaming,
        List<String> inferenceTypes,
        Lifecycle lifecycle,
        @Nullable List<String> customizations) {

    /// A model that cannot be customised.
    public ListedModel(
            String id,
            String arn,
            String name,
            String provider,
            List<String> inputModalities,
            List<String> outputModalities,
            boolean streaming,
            List<String> inferenceTypes,
            Lifecycle lifecycle) {
        this(
                id,
                arn,
                name,
                provider,
                inputModalities,
                outputModalities,
                streaming,
                inferenceTypes,
                lifecycle,
                List.of());
    }

    public ListedModel {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a listed model has no id");
        }
        Objects.requireNonNull(arn);
        Objects.requireNonNull(name);
        Objects.requireNonNull(provider);
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        inferenceTypes = List.copyOf(inferenceTypes);
        Objects.requireNonNull(lifecycle);
        // A snapshot of an earlier release does not have them.
        customizations = customizations == null ? List.of() : List.copyOf(customizations);
    }

    /// Where a model stands between its release and its end in one Region.
    ///
    /// @param status `ACTIVE`, `LEGACY`, or what Bedrock invents next; `ACTIVE` where it gives none
    /// @param startOfLife since when the model is offered in this Region
    /// @param legacy since when it is, or will be, LEGACY
    /// @param extendedAccess from when it costs more
    /// @param endOfLife from when it is refused
    public record Lifecycle(
            String status,
            @Nullable Instant startOfLife,
            @Nullable Instant legacy,
            @Nullable Instant extendedAccess,
            @Nullable Instant endOfLife) {

        public static final String ACTIVE = "ACTIVE";

        public Lifecycle {
            Objects.requireNonNull(status);
        }
    }
}
