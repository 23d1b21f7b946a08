package io.bedrockrelay.catalogue.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The answer of `GET /api/models/statistics`: what one Region has, in figures.
///
/// @param listed models that Bedrock lists
/// @param remote models that only profiles name
/// @param totals of all models, remote ones too
/// @param providers the same for each maker, by name
/// @param scopes chat models by the scope that the policy calls them in; those that cannot be called: `unavailable`
/// @param support all models by their profile support
public record Statistics(
        String region,
        int listed,
        int remote,
        Totals totals,
        Map<String, Totals> providers,
        Map<String, Integer> scopes,
        Map<String, Integer> support) {

    /// Figures of a group of models.
    ///
    /// @param models all of the group
    /// @param active with the lifecycle ACTIVE
    /// @param chat to chat with, whatever their lifecycle
    /// @param chatWithProfile of these, with an inference profile here
    /// @param current recommended: chat, ACTIVE, usable, with a profile, not obsolete
    public record Totals(int models, int active, int chat, int chatWithProfile, int current) {

        static Totals of(List<ModelView> models) {
            List<ModelView> chat = models.stream().filter(ModelView::chat).toList();
            return new Totals(
                    models.size(),
                    count(models, model -> model.lifecycle().equals("ACTIVE")),
                    chat.size(),
                    count(chat, Totals::hasProfile),
                    count(models, ModelView::recommended));
        }

        private static boolean hasProfile(ModelView model) {
            return model.profileSupport().equals("REQUIRED")
                    || model.profileSupport().equals("OPTIONAL");
        }
    }

    static Statistics of(String region, List<ModelView> models) {
        int remote = count(models, ModelView::remote);
        Map<String, List<ModelView>> byProvider =
                models.stream().collect(Collectors.groupingBy(ModelView::provider, TreeMap::new, Collectors.toList()));
        Map<String, Totals> providers = new TreeMap<>();
        byProvider.forEach((provider, group) -> providers.put(provider, Totals.of(group)));
        return new Statistics(
                region,
                models.size() - remote,
                remote,
                Totals.of(models),
                providers,
                group(models.stream().filter(ModelView::chat).toList(), Statistics::scope),
                group(models, ModelView::profileSupport));
    }

    private static String scope(ModelView model) {
        return model.scope() == null ? "unavailable" : model.scope();
    }

    private static Map<String, Integer> group(List<ModelView> models, Function<ModelView, String> key) {
        return models.stream().collect(Collectors.toMap(key, each -> 1, Integer::sum, TreeMap::new));
    }

    private static int count(List<ModelView> models, Predicate<ModelView> which) {
        return (int) models.stream().filter(which).count();
    }
}
