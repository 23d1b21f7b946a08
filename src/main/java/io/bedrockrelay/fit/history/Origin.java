package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.fit.traits.Traits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Whose a thought is, as far as the history or its form tells. A model refuses the whole conversation for a thought
/// of another.
final class Origin {
    private Origin() {}

    /// Whether the model may be given the block.
    static boolean fits(Block block, Traits traits) {
        var taken = traits.manner().thoughts();
        return switch (block) {
            case Block.Reasoning reasoning when isForeign(reasoning.origin(), traits) -> false;
            case Block.RedactedReasoning redacted when isForeign(redacted.origin(), traits) -> false;
            case Block.Reasoning reasoning -> {
                var signature = reasoning.signature();
                yield switch (taken) {
                    case NONE, ENCRYPTED -> false;
                    case SIGNED -> signature != null && isClaudes(signature);
                    case UNSIGNED -> signature == null && !reasoning.text().isBlank();
                };
            }
            case Block.RedactedReasoning redacted ->
                switch (taken) {
                    case NONE, UNSIGNED -> false;
                    case SIGNED -> isClaudes(redacted.base64()) || isClaudes(head(redacted.base64()));
                    case ENCRYPTED -> head(redacted.base64()).startsWith("rsn_");
                };
            default -> true;
        };
    }

    private static boolean isForeign(@Nullable String origin, Traits traits) {
        return origin != null && !origin.equals(traits.modelId());
    }

    /// Claude's proofs are base64 of a protocol buffer whose first byte is 0x12, which is `E` and one of `g` to `v`.
    private static boolean isClaudes(String proof) {
        return proof.length() > 2 && proof.charAt(0) == 'E' && proof.charAt(1) >= 'g' && proof.charAt(1) <= 'v';
    }

    private static String head(String base64) {
        try {
            var four = base64.substring(0, Math.min(8, base64.length() / 4 * 4));
            return new String(Base64.getDecoder().decode(four), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
