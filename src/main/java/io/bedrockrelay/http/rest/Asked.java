package io.bedrockrelay.http.rest;

import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.FailureException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Query parameters with a fixed set of values; a wrong one is told with those that exist.
final class Asked {
    private static final Set<String> PROFILE_TYPES = Set.of("APPLICATION", "SYSTEM_DEFINED");

    private Asked() {}

    static ModelFilter.View view(String label) {
        return ModelFilter.View.of(label)
                .orElseThrow(() -> wrong(
                        "view",
                        Arrays.stream(ModelFilter.View.values())
                                .map(ModelFilter.View::label)
                                .collect(Collectors.joining(", "))));
    }

    static @Nullable String profileType(@Nullable String type) {
        if (type != null && !PROFILE_TYPES.contains(type)) {
            throw wrong("type", "APPLICATION, SYSTEM_DEFINED");
        }
        return type;
    }

    private static FailureException wrong(String parameter, String values) {
        return new FailureException(
                new Failure.Invalid(parameter, "'" + parameter + "' must be one of " + values + "."));
    }
}
