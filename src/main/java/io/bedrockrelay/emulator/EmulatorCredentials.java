package io.bedrockrelay.emulator;

import io.bedrockrelay.emulator.fault.Access;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the credential of a call: it tells the Region, and whether the call is heard at all.
final class EmulatorCredentials {
    private static final Pattern SCOPE =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,.*");
    private static final Pattern REGIONAL_KEY = Pattern.compile("([a-z]{2}(?:-[a-z]+)+-\\d):.+");

    private final String defaultRegion;

    EmulatorCredentials(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    sealed interface Read {
        record In(String region) implements Read {}

        record Refused(ErrorAnswer refusal) implements Read {}
    }

    /// @param authorization the header's value
    Read read(@Nullable String authorization) {
        if (authorization == null) {
            return new Read.Refused(Access.unsigned());
        }
        return authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())
                ? key(authorization.substring("Bearer ".length()).strip())
                : signed(authorization);
    }

    private Read key(String key) {
        if (key.isEmpty() || key.startsWith("invalid")) {
            return new Read.Refused(Access.badKey());
        }
        var regional = REGIONAL_KEY.matcher(key);
        return new Read.In(regional.matches() ? regional.group(1) : defaultRegion);
    }

    private static Read signed(String authorization) {
        var scope = SCOPE.matcher(authorization);
        if (!scope.matches()) {
            return new Read.Refused(ErrorAnswer.of(
                    403, "IncompleteSignatureException", "Authorization header requires a credential scope."));
        }
        // Both hosts sign as "bedrock"; a signature for another service is refused as the real one refuses it.
        return Optional.of(scope.group(4))
                .filter("bedrock"::equals)
                .<Read>map(bedrock -> new Read.In(scope.group(3)))
                .orElseGet(() -> new Read.Refused(ErrorAnswer.of(
                        403,
                        "InvalidSignatureException",
                        "Credential should be scoped to correct service: 'bedrock'.")));
    }
}
