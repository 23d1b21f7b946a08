package io.bedrockrelay.catalogue.name;

import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import java.util.List;

/// What a name stands for in one Region.
public sealed interface Named {

    /// A model, by its id or ARN: the policy chooses how it is called.
    record OfModel(Model model, MatchedAs matchedAs) implements Named {}

    /// A profile, by its id, ARN or name: itself or nothing.
    record OfProfile(Profile profile, String invocationId, MatchedAs matchedAs) implements Named {}

    /// One or more editions of a model that share a name, best first.
    record OfFamily(List<Model> models) implements Named {}

    /// Models that a written name could mean, best first: no choice among them would be right.
    record OfModels(List<Model> models) implements Named {}

    /// Application profiles that share a name: no choice among them would be right, since each bills someone else.
    record OfSeveral(List<Profile> profiles) implements Named {}
}
