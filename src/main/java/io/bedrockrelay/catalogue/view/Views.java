package io.bedrockrelay.catalogue.view;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.name.ShortNames;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import io.bedrockrelay.catalogue.resolve.Resolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the views of one Region under one policy, as the resolver would serve it.
public final class Views {

    private static final Comparator<Model> BY_PROVIDER = Comparator.comparing(
                    (Model model) -> model.listed().provider(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(ShortNames.NEWEST_FIRST);

    private final Resolver resolver;
    private final Policy policy;
    private final List<String> obsolete;
    private final Shown shown;
    private final CheckResults checks;

    /// Views of what this resolver would do.
    ///
    /// @param obsolete a model whose id contains one of these is not recommended
    public Views(Resolver resolver, Policy policy, List<String> obsolete) {
        this(resolver, policy, obsolete, Shown.ALL, new CheckResults());
    }

    /// The same, of what is shown only, with the last checks.
    public Views(Resolver resolver, Policy policy, List<String> obsolete, Shown shown, CheckResults checks) {
        this.shown = shown;
        this.resolver = resolver;
        this.policy = policy;
        this.obsolete = List.copyOf(obsolete);
        this.checks = checks;
    }

    /// By provider, the newest of each first.
    public List<ModelView> models(RegionResolver here, ModelFilter filter) {
        return here.catalogue().models().stream()
                .sorted(BY_PROVIDER)
                .map(model -> view(here, model))
                .filter(model -> shown.model(here.catalogue().region(), model))
                .filter(filter::admits)
                .toList();
    }

    /// Null where the Region has no such model. Any form of a model's name that stands for it will do.
    public @Nullable ModelView model(RegionResolver here, String name) {
        Model model = here.catalogue().model(name);
        if (model == null) {
            String id =
                    resolver.explain(name, here.catalogue().region(), policy).model();
            model = id == null ? null : here.catalogue().model(id);
        }
        ModelView view = model == null ? null : view(here, model);
        return view == null || !shown.model(here.catalogue().region(), view) ? null : view;
    }

    /// All profiles of a Region in Bedrock's order.
    ///
    /// @param type `SYSTEM_DEFINED` or `APPLICATION`; null for both
    public List<ProfileView> profiles(RegionResolver here, @Nullable String type) {
        return here.catalogue().profiles().stream()
                .filter(profile -> type == null || type.equals(profile.listed().type()))
                .map(ProfileView::of)
                .filter(profile -> shown.profile(here.catalogue().region(), profile))
                .toList();
    }

    /// Model × Region: the id that works in each loaded Region, or why none does. Sorted by model id.
    public Availability availability(ModelFilter filter) {
        Map<String, List<ModelView>> byRegion = new LinkedHashMap<>();
        for (RegionResolver region : resolver.loaded()) {
            byRegion.put(region.catalogue().region(), models(region, ModelFilter.all()));
        }
        return Availability.of(byRegion, filter);
    }

    /// What a Region has, in figures.
    public Statistics statistics(RegionResolver here) {
        return Statistics.of(here.catalogue().region(), models(here, ModelFilter.all()));
    }

    private ModelView view(RegionResolver here, Model model) {
        ModelView.Callable callable = callable(here, model);
        return ModelView.of(
                model,
                callable,
                against(model, callable),
                profile -> shown.profile(here.catalogue().region(), profile),
                shown(checks.last(here.catalogue().region(), model.id())));
    }

    private ModelView.Callable callable(RegionResolver here, Model model) {
        return switch (here.resolveModel(model.id(), policy)) {
            case Target target ->
                new ModelView.Callable(target.invocationId(), target.scope().label(), null);
            case Refusal refusal ->
                new ModelView.Callable(
                        null,
                        null,
                        model.unavailableBecause() != null ? model.unavailableBecause() : refusal.message());
        };
    }

    private List<String> against(Model model, ModelView.Callable callable) {
        List<String> reasons = new ArrayList<>();
        if (!model.isChat()) {
            reasons.add("not a chat model");
        }
        if (!model.isActive()) {
            reasons.add(
                    model.remote()
                            ? "Bedrock no longer lists the model in this Region"
                            : "its lifecycle is " + model.lifecycle());
        }
        if (callable.because() != null) {
            reasons.add("not usable here: " + callable.because());
        }
        if (model.profiles().stream().noneMatch(profile -> profile.isActive() && !profile.isApplication())) {
            reasons.add("no inference profile here");
        }
        if (obsolete.stream().anyMatch(model.id()::contains)) {
            reasons.add("on the list of obsolete models");
        }
        return reasons;
    }

    private @Nullable Check shown(@Nullable Check check) {
        return check == null ? null : shown.check(check);
    }
}
