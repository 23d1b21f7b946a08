package io.bedrockrelay.catalogue;

import java.util.List;
import java.util.Objects;

/// Why a name has no target, and what would work instead.
///
/// @param requested the name as the client wrote it
/// @param region the Region it was looked up in
/// @param code the relay's error code
/// @param message one or two sentences for the caller: what was asked, where, why not, what would work
/// @param nearest known names that look like the one asked for, best first
/// @param usable ids of the same model that work in this Region under this policy
/// @param worksIn the other loaded Regions where the model can be had
public record Refusal(
        String requested,
        String region,
        Code code,
        String message,
        List<String> nearest,
        List<String> usable,
        List<Elsewhere> worksIn)
        implements Resolution {

    /// Codes of the error table that a resolution can end in.
    public enum Code {
        /// The request contradicts itself: an ARN of another Region, a Region that is not loaded, an empty name.
        INVALID_REQUEST("invalid_request"),
        /// The request asks for more than its layers of policy allow together.
        FORBIDDEN("forbidden"),
        /// No loaded Region knows the name.
        MODEL_NOT_FOUND("model_not_found"),
        /// Known, but no target here, or none that the policy allows.
        MODEL_UNAVAILABLE("model_unavailable"),
        /// The Region is configured, but its catalogue could not be read so far.
        UPSTREAM_UNAVAILABLE("upstream_unavailable");

        private final String label;

        Code(String label) {
            this.label = label;
        }

        /// The code as it stands in answers.
        public String label() {
            return label;
        }
    }

    /// Another Region in which the same model can be had.
    ///
    /// @param region a loaded Region
    /// @param invocationId the id to invoke there
    public record Elsewhere(String region, String invocationId) {}

    public Refusal {
        Objects.requireNonNull(requested);
        Objects.requireNonNull(region);
        Objects.requireNonNull(code);
        if (message.isBlank()) {
            throw new IllegalArgumentException("a refusal without a reason");
        }
        nearest = List.copyOf(nearest);
        usable = List.copyOf(usable);
        worksIn = List.copyOf(worksIn);
    }
}
