package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.ListedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as one Region offers it.
///
/// @param listed what Bedrock says; for a remote model what another Region says, or as much as its id tells
/// @param remote whether this Region does not list the model, though a profile here reaches it
/// @param profiles every profile here that contains it, in Bedrock's order, application profiles too
/// @param support how it can be called here
/// @param unavailableBecause in words, where support is UNAVAILABLE
/// @param facts what the relay knows of its own; null where it knows nothing
public record Model(
        ListedModel listed,
        boolean remote,
        List<Profile> profiles,
        ProfileSupport support,
        @Nullable String unavailableBecause,
        @Nullable ModelFacts facts) {

    /// The lifecycle status of a remote model: Bedrock does not list it here, so it gives none.
    public static final String UNLISTED = "UNLISTED";

    public Model {
        profiles = List.copyOf(profiles);
    }

    public String id() {
        return listed.id();
    }

    public boolean isOnDemand() {
        return !remote && listed.inferenceTypes().contains("ON_DEMAND");
    }

    public boolean isActive() {
        return !remote && listed.lifecycle().status().equals(ListedModel.Lifecycle.ACTIVE);
    }

    public boolean isLegacy() {
        return !remote && listed.lifecycle().status().equals("LEGACY");
    }

    /// The lifecycle status of this Region.
    public String lifecycle() {
        return remote ? UNLISTED : listed.lifecycle().status();
    }

    /// Text in, text out; no embedding, rerank, image, video or speech-only model. Modalities alone cannot tell a
    /// reranker (TEXT to TEXT), nor a model that only describes videos: the table of facts names those.
    public boolean isChat() {
        if (facts != null && facts.kind() == ModelFacts.Kind.NOT_CHAT) {
            return false;
        }
        if (listed.inputModalities().isEmpty() && listed.outputModalities().isEmpty()) {
            return facts != null && facts.kind() == ModelFacts.Kind.CHAT;
        }
        return listed.inputModalities().contains("TEXT")
                && listed.outputModalities().contains("TEXT")
                && !listed.outputModalities().contains("EMBEDDING");
    }

    /// Whether some id of it can be invoked here under some policy.
    public boolean isCallable() {
        return support != ProfileSupport.UNAVAILABLE;
    }
}
