package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.dialect.Field;
import org.jspecify.annotations.Nullable;

/// What `cache_control` asks for: that everything up to its holder may be cached. A null `ttl` is the model's default.
record CacheControl(@Nullable String ttl) {

    static @Nullable CacheControl of(Field holder) {
        var control = holder.get("cache_control");
        if (!control.present()) {
            return null;
        }
        var type = control.get("type");
        if (!type.text().equals("ephemeral")) {
            throw type.mistake("must be 'ephemeral'");
        }
        var ttl = control.get("ttl").textOrNull();
        if (ttl != null && !ttl.equals("5m") && !ttl.equals("1h")) {
            throw control.get("ttl").mistake("must be '5m' or '1h'");
        }
        return new CacheControl(ttl);
    }
}
