package io.bedrockrelay.catalogue.name;

import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.region.Arn;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.region.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every name by which something can be asked for in one Region. What is put in first wins: ids and ARNs, then the
/// names of application profiles, then short names. Built once per catalogue, then only read.
public final class Names {

    private final Map<String, Named> byName = new HashMap<>();

    public Names(Catalogue catalogue) {
        for (Model model : catalogue.models()) {
            byName.putIfAbsent(model.id(), new Named.OfModel(model, MatchedAs.MODEL_ID));
            byName.putIfAbsent(
                    Arn.ofModel(catalogue.partition(), catalogue.region(), model.id()),
                    new Named.OfModel(model, MatchedAs.MODEL_ARN));
        }
        catalogue.profiles().forEach(this::addProfile);
        addApplicationNames(catalogue.profiles());
        addShortNames(catalogue.models());
    }

    @Nullable
    public Named get(String name) {
        return byName.get(name);
    }

    public boolean contains(String name) {
        return byName.containsKey(name);
    }

    private void addProfile(Profile profile) {
        boolean application = profile.isApplication();
        byName.putIfAbsent(
                profile.id(),
                new Named.OfProfile(
                        profile,
                        profile.invocationId(),
                        application ? MatchedAs.APPLICATION_PROFILE_ID : MatchedAs.PROFILE_ID));
        byName.putIfAbsent(
                profile.listed().arn(),
                new Named.OfProfile(
                        profile,
                        profile.listed().arn(),
                        application ? MatchedAs.APPLICATION_PROFILE_ARN : MatchedAs.PROFILE_ARN));
    }

    private void addApplicationNames(List<Profile> profiles) {
        Map<String, List<Profile>> byGivenName = new LinkedHashMap<>();
        for (Profile profile : profiles) {
            if (profile.isApplication() && !profile.listed().name().isBlank()) {
                byGivenName
                        .computeIfAbsent(profile.listed().name(), name -> new ArrayList<>())
                        .add(profile);
            }
        }
        byGivenName.forEach((name, sharing) -> byName.putIfAbsent(
                name,
                sharing.size() > 1
                        ? new Named.OfSeveral(List.copyOf(sharing))
                        : new Named.OfProfile(
                                sharing.getFirst(),
                                sharing.getFirst().invocationId(),
                                MatchedAs.APPLICATION_PROFILE_NAME)));
    }

    private void addShortNames(List<Model> models) {
        Map<String, List<Model>> families = new LinkedHashMap<>();
        for (Model model : models) {
            for (String name : ShortNames.of(model.id())) {
                families.computeIfAbsent(name, key -> new ArrayList<>(1)).add(model);
            }
        }
        families.forEach((name, sharing) -> {
            sharing.sort(ShortNames.BEST_FIRST);
            byName.putIfAbsent(name, new Named.OfFamily(List.copyOf(sharing)));
        });
    }
}
