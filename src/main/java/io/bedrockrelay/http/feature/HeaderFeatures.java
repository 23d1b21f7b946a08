package io.bedrockrelay.http.feature;

import io.bedrockrelay.access.Feature;
import io.vertx.core.MultiMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What the headers of an InvokeModel call ask for.
public final class HeaderFeatures {
    private static final String PREFIX = "x-amzn-bedrock-";
    private static final Set<String> USUAL = Set.of("default", "standard");

    private HeaderFeatures() {}

    public static Set<Feature> of(MultiMap headers) {
        var asked = EnumSet.noneOf(Feature.class);
        headers.forEach(header -> {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX + "guardrail")) {
                asked.add(Feature.GUARDRAIL);
            } else if ((name.equals(PREFIX + "service-tier") || name.equals(PREFIX + "performanceconfig-latency"))
                    && !USUAL.contains(header.getValue().strip())) {
                asked.add(Feature.TIERS);
            }
        });
        return asked;
    }

    /// The same, and what the body asks for.
    public static Set<Feature> of(MultiMap headers, byte[] body) {
        var asked = EnumSet.noneOf(Feature.class);
        asked.addAll(of(headers));
        asked.addAll(BodyFeatures.of(body));
        return asked;
    }
}
