package io.bedrockrelay.access.keys;

import io.bedrockrelay.access.Authentication;
import io.bedrockrelay.access.Authentication.Known;
import io.bedrockrelay.access.Authentication.Unknown;
import io.bedrockrelay.access.Presented;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Recognises callers by their relay keys. Thread-safe; every call sees the keys that hold at its moment.
public final class KeyCheck {
    private final Supplier<Keys> keys;
    private final InstantSource clock;

    public KeyCheck(Supplier<Keys> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public Authentication authenticate(Presented presented) {
        return switch (presented) {
            case Presented.Refused refused -> new Unknown(refused.reason(), refused.message());
            case Presented.Secret secret ->
                keys.get().find(secret.text()).map(this::judge).orElseGet(() -> stranger(secret));
        };
    }

    private Authentication judge(Key key) {
        if (!key.enabled()) {
            return new Unknown(
                    "the key " + key.name() + " is disabled",
                    "This relay key has been disabled. Ask the operator of the relay for another one.");
        }
        if (key.isExpired(clock.instant())) {
            return new Unknown(
                    "the key %s expired at %s".formatted(key.name(), key.expires()),
                    "This relay key expired at %s. Ask the operator of the relay for another one."
                            .formatted(key.expires()));
        }
        return new Known(key.caller());
    }

    private static Unknown stranger(Presented.Secret secret) {
        if (secret.text().startsWith("ABSK") || secret.text().startsWith("bedrock-api-key-")) {
            return new Unknown(
                    "an API key of Amazon Bedrock",
                    "This looks like an API key of Amazon Bedrock itself. The relay wants one of its own keys.");
        }
        if (secret.looksLikeToken()) {
            return new Unknown("a token, not a key", "This looks like a token. The relay wants one of its own keys.");
        }
        return new Unknown("no key has this secret", "This is not a valid relay key.");
    }
}
