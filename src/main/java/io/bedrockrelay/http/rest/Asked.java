package io.bedrockrelay.http.rest;

import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.catalogue.view.ProfileView;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.FailureException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Query parameters with a fixed set of values; a wrong one is told with those that exist.
final class Asked {
    private static final Set<String> PROFILE_TYPES = Set.of("APPLICATION", "SYSTEM_DEFINED");

    private static final List<String> PROFILE_WORDS = List.of(
            ModelFilter.ANY_PROFILE,
            "required",
            "optional",
            "none",
            "unavailable",
            "geographic",
            "global",
            "application");

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

    /// A provider that none of the models has, or a profile that fits none, is a mistake and no empty list.
    ///
    /// @param all every model that the caller may see
    static void filter(@Nullable String provider, @Nullable String profile, List<ModelView> all) {
        if (provider != null && all.stream().noneMatch(model -> provider.equalsIgnoreCase(model.provider()))) {
            throw wrong("provider", listed(all.stream().map(ModelView::provider)));
        }
        boolean known = profile == null
                || PROFILE_WORDS.contains(profile.toLowerCase(Locale.ROOT))
                || all.stream()
                        .flatMap(model -> model.profiles().stream())
                        .anyMatch(each -> each.id().equals(profile) || profile.equals(each.geography()));
        if (!known) {
            var geographies = all.stream()
                    .flatMap(model -> model.profiles().stream())
                    .map(ProfileView::geography)
                    .filter(Objects::nonNull);
            throw wrong(
                    "profile", String.join(", ", PROFILE_WORDS) + ", " + listed(geographies) + ", or a profile's id");
        }
    }

    private static String listed(Stream<String> values) {
        return values.distinct().sorted().collect(Collectors.joining(", "));
    }

    private static FailureException wrong(String parameter, String values) {
        return new FailureException(
                new Failure.Invalid(parameter, "'" + parameter + "' must be one of " + values + "."));
    }
}
