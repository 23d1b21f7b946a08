package io.bedrockrelay.dialect.claude.fitting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says beside its body.
///
/// @param betas values of the header `anthropic-beta`, each of which may be a list with commas
/// @param version the header `anthropic-version`
/// @param profile the header `anthropic-user-profile-id`
/// @param longContext whether the model was asked for with `[1m]`
/// @param strict whether the body is to be put into InvokeModel's form and no more
public record Wish(
        List<String> betas,
        @Nullable String version,
        @Nullable String profile,
        boolean longContext,
        boolean strict) {
    public static final Wish NONE = new Wish(List.of(), null, null, false, false);

    public Wish {
        betas = List.copyOf(betas);
    }
}
