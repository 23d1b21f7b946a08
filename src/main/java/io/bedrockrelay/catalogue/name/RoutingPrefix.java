package io.bedrockrelay.catalogue.name;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What other gateways and clients write before a model's name to say where it goes: `bedrock/`, `anthropic/`.
public final class RoutingPrefix {
    private static final Set<String> GATEWAYS = Set.of(
            "bedrock",
            "converse",
            "invoke",
            "bedrock_converse",
            "bedrock-converse",
            "amazon-bedrock",
            "amazon_bedrock",
            "aws",
            "aws-bedrock",
            "aws_bedrock");

    /// Vendors under the names that other gateways and model hubs use; those of Bedrock's ids are known anyway.
    private static final Set<String> VENDORS = Set.of(
            "ai21",
            "amazon",
            "anthropic",
            "cohere",
            "deepseek",
            "deepseek-ai",
            "google",
            "meta",
            "meta-llama",
            "minimax",
            "minimaxai",
            "mistral",
            "mistralai",
            "moonshot",
            "moonshotai",
            "nvidia",
            "openai",
            "qwen",
            "stability",
            "stabilityai",
            "twelvelabs",
            "writer",
            "x-ai",
            "xai",
            "z-ai",
            "zai",
            "zai-org");

    private RoutingPrefix() {}

    /// The name without its first such prefix; null where it begins with none.
    ///
    /// @param region the Region that is asked, which some write into the name as well
    public static @Nullable String off(String name, String region) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '/' && name.charAt(end) != ':') {
            end++;
        }
        if (end == 0 || end >= name.length() - 1) {
            return null;
        }
        var prefix = name.substring(0, end).toLowerCase(Locale.ROOT);
        boolean slash = name.charAt(end) == '/';
        boolean known = GATEWAYS.contains(prefix) || (slash && (VENDORS.contains(prefix) || prefix.equals(region)));
        return known ? name.substring(end + 1) : null;
    }
}
