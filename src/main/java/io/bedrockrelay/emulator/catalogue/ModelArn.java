package io.bedrockrelay.emulator.catalogue;

import java.util.Optional;

/// An ARN of Bedrock, `arn:PARTITION:bedrock:REGION:ACCOUNT:KIND/ID`. Region and account may be empty.
public record ModelArn(String partition, String region, String account, String kind, String id) {
    /// The account whose catalogue is emulated.
    public static final String ACCOUNT = "123456789012";
    private static final int PARTS = 6;

    public static ModelArn model(String region, String sourceRegion, String id) {
        return new ModelArn(partition(sourceRegion), region, "", "foundation-model", id);
    }

    public static ModelArn profile(String region, String kind, String id) {
        return new ModelArn(partition(region), region, ACCOUNT, kind, id);
    }

    /// What `text` names, or nothing where it is no ARN of Bedrock with a kind and an id.
    public static Optional<ModelArn> parse(String text) {
        var parts = text.split(":", PARTS);
        if (parts.length < PARTS || !parts[0].equals("arn") || !parts[2].equals("bedrock")) {
            return Optional.empty();
        }
        int slash = parts[5].indexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(new ModelArn(
                        parts[1], parts[3], parts[4], parts[5].substring(0, slash), parts[5].substring(slash + 1)));
    }

    public static String partition(String region) {
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        return region.startsWith("cn-") ? "aws-cn" : "aws";
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":bedrock:" + region + ":" + account + ":" + kind + "/" + id;
    }
}
