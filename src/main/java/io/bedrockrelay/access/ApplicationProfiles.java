package io.bedrockrelay.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which application inference profile a caller's calls are booked on, per model. Immutable.
///
/// @param byModel from the bare model id to the profile's short id, or to ARNs: an ARN holds in its own Region, a
///     short id in every Region
public record ApplicationProfiles(Map<String, List<String>> byModel) {
    public static final ApplicationProfiles NONE = new ApplicationProfiles(Map.of());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:bedrock:([a-z0-9-]+):[0-9]{12}:" + "application-inference-profile/[A-Za-z0-9-]{1,64}");

    public ApplicationProfiles {
        byModel = byModel.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    }

    /// Whether the text is a short id or an ARN of an application profile.
    public static boolean isProfile(String text) {
        return ID.matcher(text).matches() || ARN.matcher(text).matches();
    }

    /// The profile to call instead of the model in this Region. Empty where none is set, and where all are ARNs of
    /// other Regions.
    public Optional<String> of(String modelId, String region) {
        return byModel.getOrDefault(modelId, List.of()).stream()
                .filter(profile -> holdsIn(profile, region))
                .findFirst();
    }

    private static boolean holdsIn(String profile, String region) {
        var arn = ARN.matcher(profile);
        return !arn.matches() || arn.group(1).equals(region);
    }
}
