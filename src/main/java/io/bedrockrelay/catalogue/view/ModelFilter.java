package io.bedrockrelay.catalogue.view;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which models of a Region are shown.
///
/// @param view how much
/// @param provider the maker's name, in any case; null for all
/// @param profile a profile id, a geography (`eu`), a scope (`global`), a support (`REQUIRED`),
///     or `any`; null for all
/// @param query a part of id, name or maker, in any case; null for all
public record ModelFilter(
        View view,
        @Nullable String provider,
        @Nullable String profile,
        @Nullable String query) {

    /// The value of `profile` for every model that has one.
    public static final String ANY_PROFILE = "any";

    /// How much of the catalogue.
    public enum View {
        /// Chat, ACTIVE, usable here, with an inference profile, not on the obsolete list.
        RECOMMENDED,
        /// Every chat model that can be invoked here.
        USABLE,
        /// Everything that Bedrock lists, and what only its profiles name.
        ALL;

        /// The name used in the API.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Empty where there is no such view.
        public static Optional<View> of(String label) {
            return Arrays.stream(values())
                    .filter(view -> view.label().equals(label))
                    .findFirst();
        }
    }

    public static ModelFilter all() {
        return new ModelFilter(View.ALL, null, null, null);
    }

    boolean admits(ModelView model) {
        boolean inView =
                switch (view) {
                    case RECOMMENDED -> model.recommended();
                    case USABLE -> model.chat() && model.invocationId() != null;
                    case ALL -> true;
                };
        return inView && isOfProvider(model) && hasProfile(model) && hasText(model);
    }

    private boolean isOfProvider(ModelView model) {
        return provider == null || provider.equalsIgnoreCase(model.provider());
    }

    private boolean hasProfile(ModelView model) {
        return profile == null
                || (profile.equals(ANY_PROFILE) && !model.profiles().isEmpty())
                || profile.equalsIgnoreCase(model.profileSupport())
                || model.profiles().stream()
                        .anyMatch(each -> each.id().equals(profile)
                                || each.scope().equals(profile)
                                || profile.equals(each.geography()));
    }

    private boolean hasText(ModelView model) {
        if (query == null) {
            return true;
        }
        String wanted = query.toLowerCase(Locale.ROOT);
        return List.of(model.id(), model.name(), model.provider()).stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
