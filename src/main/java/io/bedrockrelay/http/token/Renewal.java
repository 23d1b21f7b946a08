package io.bedrockrelay.http.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// When the provider's keys are to be fetched again. Quarkus does that only for a token whose key it does not know, so
/// that a key which the provider has withdrawn, for being stolen perhaps, would be trusted until one comes.
// Thread-safe.
final class Renewal {
    private final Duration lifetime;
    private final InstantSource clock;
    private final AtomicReference<Instant> due;

    Renewal(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
        this.due = new AtomicReference<>(clock.instant().plus(lifetime));
    }

    /// Whether it is time; for one caller only, until the lifetime has passed again.
    boolean isDue() {
        var now = clock.instant();
        var seen = due.get();
        return !now.isBefore(seen) && due.compareAndSet(seen, now.plus(lifetime));
    }

    /// A token whose key nobody has, and which nobody would take: all it can do is to have the keys fetched.
    static String occasion() {
        return base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + UUID.randomUUID() + "\"}") + "." + base64("{}")
                + "." + base64("none");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
