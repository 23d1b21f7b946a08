package io.bedrockrelay.access.keys;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Grant;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of the keys file. Immutable, and holds no secret, only digests of secrets.
///
/// @param name unique in its file
/// @param digests one, or two while a secret is being replaced
/// @param expires the first instant at which the key is no longer valid; null: never
/// @param enabled false: as if it were not there, but it keeps its place
record Key(
        String name,
        List<Digest> digests,
        Grant grant,
        @Nullable Instant expires,
        boolean enabled) {
    static final int MOST_DIGESTS = 2;

    /// Fit for logs, labels of metrics and file names.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    Key {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of a key");
        }
        digests = List.copyOf(digests);
        if (digests.isEmpty() || digests.size() > MOST_DIGESTS) {
            throw new IllegalArgumentException("a key has one or two digests");
        }
    }

    /// A key that was taken for a name would be shown wherever names are.
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.contains(Secrets.PREFIX);
    }

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    Caller caller() {
        return new Caller(Caller.Kind.KEY, name, grant);
    }
}
