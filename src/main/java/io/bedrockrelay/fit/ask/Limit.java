package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import org.jspecify.annotations.Nullable;

/// The output limit: what was asked for, but never more than the model has. Where its limit is not known, what was
/// asked for is sent.
public final class Limit {
    /// Nothing was asked for.
    static final int UNSAID = 0;

    private Limit() {}

    public static int of(@Nullable Integer asked, Traits traits, Told told) {
        int most = traits.manner().maxOutput();
        if (asked == null || most == 0 || asked <= most) {
            return asked == null ? UNSAID : asked;
        }
        told.changed(Kind.MAX_TOKENS, most, traits.how(Trait.MAX_OUTPUT));
        return most;
    }
}
