package io.bedrockrelay.catalogue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The one id that is invoked for a model name.
///
/// @param requested the name as the client wrote it
/// @param region the Region to call
/// @param modelId the bare id of the model underneath, which CountTokens wants and abilities hang on; null where the
///     catalogue cannot know it (a resource passed through by its ARN)
/// @param provider the model's maker as Bedrock names it, such as `Anthropic`; null where `modelId` is
/// @param invocationId what goes to Bedrock: a bare id, a profile id, or an ARN; not percent-encoded
/// @param scope what kind of id that is
/// @param destinations Regions the data may be sent to, sorted; empty for a global profile and where unknown
/// @param matchedAs which form of a name it was
/// @param longContext whether the name had the `[1m]` suffix, which asks for the beta of one million tokens
/// @param legacy whether Bedrock marks the model LEGACY here: it answers, but its end is near
/// @param streaming whether the model streams its answers; true where the catalogue cannot know
public record Target(
        String requested,
        String region,
        @Nullable String modelId,
        @Nullable String provider,
        String invocationId,
        Scope scope,
        List<String> destinations,
        MatchedAs matchedAs,
        boolean longContext,
        boolean legacy,
        boolean streaming)
        implements Resolution {

    /// The form a model name was recognised in, in order of precedence.
    public enum MatchedAs {
        ALIAS("alias"),
        MODEL_ID("model-id"),
        PROFILE_ID("profile-id"),
        MODEL_ARN("model-arn"),
        PROFILE_ARN("profile-arn"),
        APPLICATION_PROFILE_ID("application-profile-id"),
        APPLICATION_PROFILE_ARN("application-profile-arn"),
        RESOURCE_ARN("resource-arn"),
        APPLICATION_PROFILE_NAME("application-profile-name"),
        SHORT_NAME("short-name"),
        /// As people and other gateways write it: a display name, another case, with a prefix.
        WRITTEN_FORM("written-form");

        private final String label;

        MatchedAs(String label) {
            this.label = label;
        }

        /// The name used in JSON.
        public String label() {
            return label;
        }
    }

    /// What the ids of all of Anthropic's models begin with. The maker's name is for people.
    private static final String ANTHROPIC = "anthropic.";

    public Target {
        Objects.requireNonNull(requested);
        Objects.requireNonNull(region);
        Objects.requireNonNull(invocationId);
        Objects.requireNonNull(scope);
        destinations = List.copyOf(destinations);
        Objects.requireNonNull(matchedAs);
    }

    /// Whether the model is one of Anthropic's, which take bodies of Anthropic's own API.
    public boolean isClaude() {
        return modelId != null && modelId.startsWith(ANTHROPIC);
    }

    /// A target that streams, as nearly all do.
    public Target(
            String requested,
            String region,
            @Nullable String modelId,
            @Nullable String provider,
            String invocationId,
            Scope scope,
            List<String> destinations,
            MatchedAs matchedAs,
            boolean longContext,
            boolean legacy) {
        this(
                requested,
                region,
                modelId,
                provider,
                invocationId,
                scope,
                destinations,
                matchedAs,
                longContext,
                legacy,
                true);
    }

    /// The same target, as the answer to the name that led to another one.
    public Target askedAs(Target first) {
        return new Target(
                first.requested,
                region,
                modelId,
                provider,
                invocationId,
                scope,
                destinations,
                first.matchedAs,
                first.longContext,
                legacy,
                streaming);
    }
}
