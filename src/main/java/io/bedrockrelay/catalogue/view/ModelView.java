package io.bedrockrelay.catalogue.view;

import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.ModelFacts;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One model of one Region.
///
/// @param lifecycle `ACTIVE`, `LEGACY`, …; `UNLISTED` for a model that only a profile names here
/// @param startOfLife since when Bedrock offers it; null where it has not said
/// @param legacy since when it is, or will be, LEGACY; null where Bedrock has not said
/// @param endOfLife from when Bedrock refuses it; null where it has not said
/// @param remote whether Bedrock does not list it here, though a profile here reaches it
/// @param profileSupport `REQUIRED`, `OPTIONAL`, `NONE` or `UNAVAILABLE`
/// @param chat whether it is one to chat with
/// @param invocationId what the policy chooses; null where nothing can be invoked
/// @param scope of that id
/// @param unavailableBecause in words; null where it can be invoked
/// @param notRecommendedBecause empty where recommended
/// @param contextWindow tokens
/// @param abilities null where the relay has no facts about the model
/// @param check how the last check of it ended; null where it has not been checked
public record ModelView(
        String id,
        String name,
        String provider,
        List<String> inputModalities,
        List<String> outputModalities,
        boolean streaming,
        String lifecycle,
        @Nullable Instant startOfLife,
        @Nullable Instant legacy,
        @Nullable Instant endOfLife,
        boolean remote,
        String profileSupport,
        boolean chat,
        @Nullable String invocationId,
        @Nullable String scope,
        @Nullable String unavailableBecause,
        List<ProfileView> profiles,
        boolean recommended,
        List<String> notRecommendedBecause,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        @Nullable List<String> abilities,
        @Nullable Check check) {

    static ModelView of(
            Model model,
            Callable callable,
            List<String> notRecommendedBecause,
            Predicate<ProfileView> shown,
            @Nullable Check check) {
        ModelFacts facts = model.facts();
        return new ModelView(
                model.id(),
                model.listed().name(),
                model.listed().provider(),
                model.listed().inputModalities(),
                model.listed().outputModalities(),
                model.listed().streaming(),
                model.lifecycle(),
                model.listed().lifecycle().startOfLife(),
                model.listed().lifecycle().legacy(),
                model.listed().lifecycle().endOfLife(),
                model.remote(),
                model.support().name(),
                model.isChat(),
                callable.invocationId(),
                callable.scope(),
                callable.because(),
                model.profiles().stream().map(ProfileView::of).filter(shown).toList(),
                notRecommendedBecause.isEmpty(),
                notRecommendedBecause,
                facts == null ? null : facts.contextWindow(),
                facts == null ? null : facts.maxOutputTokens(),
                facts == null ? null : facts.abilities(),
                check);
    }

    /// How the policy would call the model, or why it cannot.
    record Callable(
            @Nullable String invocationId,
            @Nullable String scope,
            @Nullable String because) {}
}
