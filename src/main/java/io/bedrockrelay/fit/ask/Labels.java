package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Labels for Bedrock's log and the service tier: neither is worth the request.
public final class Labels {
    private static final int MOST = 16;
    private static final int LONGEST = 256;

    private Labels() {}

    public static Settings of(Settings settings, Traits traits, Told told) {
        var fitted = settings.metadata().isEmpty() ? settings : labelled(settings, told);
        var tier = settings.serviceTier();
        var trait = trait(tier);
        if (tier == null || trait == null || !traits.refuses(trait)) {
            return fitted;
        }
        told.leftOut(Kind.SERVICE_TIER, tier, traits.how(trait));
        return fitted.withServiceTier(null);
    }

    private static Settings labelled(Settings settings, Told told) {
        var kept = new LinkedHashMap<String, String>();
        // In an order of its own: the same request keeps the same labels.
        new TreeMap<>(settings.metadata()).forEach((name, label) -> {
            if (kept.size() < MOST && !name.isEmpty() && isLabel(name) && isLabel(label)) {
                kept.put(name, label);
            } else {
                told.leftOut(Kind.METADATA, name);
            }
        });
        return kept.size() == settings.metadata().size() ? settings : settings.withMetadata(kept);
    }

    private static @Nullable Trait trait(@Nullable String tier) {
        return switch (tier) {
            case null -> null;
            case "flex" -> Trait.TIER_FLEX;
            case "priority" -> Trait.TIER_PRIORITY;
            case "reserved" -> Trait.TIER_RESERVED;
            default -> null;
        };
    }

    /// What Bedrock takes as a key and as a value of `requestMetadata` (API reference, Converse).
    private static boolean isLabel(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && " \t\n\r\f\u000b:_@$#=/+,-.".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
