package io.bedrockrelay.catalogue.region;

import java.util.Optional;

/// An Amazon resource name taken apart: `arn:partition:service:region:account:type/id`.
///
/// @param region empty in the ARNs of a global profile
/// @param account empty for foundation models
/// @param id may hold colons and further slashes
public record Arn(String partition, String service, String region, String account, String type, String id) {

    private static final int FIELDS = 5;

    /// Whether the text means to be an ARN at all.
    public static boolean looksLike(String text) {
        return text.startsWith("arn:");
    }

    /// Empty where the text is no ARN of a typed resource.
    public static Optional<Arn> parse(String text) {
        if (!looksLike(text)) {
            return Optional.empty();
        }
        int[] colons = new int[FIELDS];
        int from = 0;
        for (int i = 0; i < FIELDS; i++) {
            int at = text.indexOf(':', from);
            if (at < 0) {
                return Optional.empty();
            }
            colons[i] = at;
            from = at + 1;
        }
        int slash = text.indexOf('/', from);
        if (slash <= from || slash == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new Arn(
                text.substring(colons[0] + 1, colons[1]),
                text.substring(colons[1] + 1, colons[2]),
                text.substring(colons[2] + 1, colons[3]),
                text.substring(colons[3] + 1, colons[4]),
                text.substring(from, slash),
                text.substring(slash + 1)));
    }

    public boolean isFoundationModel() {
        return service.equals("bedrock") && type.equals("foundation-model");
    }

    public boolean isSystemProfile() {
        return service.equals("bedrock") && type.equals("inference-profile");
    }

    public boolean isApplicationProfile() {
        return service.equals("bedrock") && type.equals("application-inference-profile");
    }

    /// The ARN of a foundation model, which belongs to no account.
    public static String ofModel(String partition, String region, String modelId) {
        return "arn:" + partition + ":bedrock:" + region + "::foundation-model/" + modelId;
    }
}
