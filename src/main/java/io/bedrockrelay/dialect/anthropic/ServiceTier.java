package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The service tier that a Messages API body asks for. Bedrock refuses the member in the body of a Claude model and
/// takes the tier as a header of InvokeModel; for other models it is a part of Converse.
public sealed interface ServiceTier {
    String NAME = "service_tier";

    /// @param tier Bedrock's word for it; null where nothing is asked for
    record Asked(@Nullable String tier) implements ServiceTier {}

    record Refused(Failure failure) implements ServiceTier {}

    /// Looks into a body that is passed on as it is. Few ask for a tier, so the body is read only where the name stands
    /// somewhere in it.
    static ServiceTier at(byte[] body) {
        return Words.areIn(body)
                ? Field.read(body, fields -> new Asked(read(fields.get(NAME))), Refused::new)
                : new Asked(null);
    }

    /// Bedrock's word for what the member says; null where Bedrock is to choose.
    static @Nullable String read(Field tier) {
        var text = tier.textOrNull();
        if (text == null || text.equals("auto")) {
            return null;
        }
        if (text.equals("standard_only")) {
            return "default";
        }
        if (text.equals("fast")) {
            return "priority";
        }
        if (Words.BEDROCK.contains(text)) {
            return text;
        }
        throw tier.mistake("must be 'auto' or 'standard_only', or one of Bedrock's default, priority, flex, reserved");
    }

    /// What is looked for.
    final class Words {
        private static final Set<String> BEDROCK = Set.of("default", "priority", "flex", "reserved");
        private static final byte[] QUOTED = ('"' + NAME + '"').getBytes(StandardCharsets.US_ASCII);

        private Words() {}

        private static boolean areIn(byte[] body) {
            int length = QUOTED.length;
            for (int i = 0; i + length <= body.length; i++) {
                if (body[i] == '"' && Arrays.equals(body, i, i + length, QUOTED, 0, length)) {
                    return true;
                }
            }
            return false;
        }
    }
}
