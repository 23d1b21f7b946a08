package io.bedrockrelay.catalogue.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.catalogue.CapturedBedrock;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.Model;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A registry that is refreshed from one dated capture to the next shows what an independent record says has changed.
class CatalogueHistoryTest {

    @Test
    void refreshShowsWhatCameAndWent() throws Exception {
        CapturedBedrock newest = CapturedBedrock.newest();
        follow(CapturedBedrock.of("2026-02-08"), "2026-02-08", newest);
        follow(CapturedBedrock.of("2026-06-10"), "2026-06-10", newest);
    }

    private static void follow(CapturedBedrock from, String date, CapturedBedrock to) throws Exception {
        List<String> regions = from.regions();
        AtomicReference<ModelSource> source = new AtomicReference<>(from);
        try (TestRegistry registry = TestRegistry.over(region -> source.get().fetch(region), regions)) {
            registry.startAndWait();
            for (String region : regions) {
                Catalogue before = registry.catalogue(region);
                source.set(to);
                registry.refresh(region);
                source.set(from);
                Catalogue after = registry.catalogue(region);

                assertThat(difference(before, after, CatalogueHistoryTest::models))
                        .as("models of %s since %s", region, date)
                        .isEqualTo(net(date, region, "models"));
                assertThat(difference(before, after, CatalogueHistoryTest::profiles))
                        .as("profiles of %s since %s", region, date)
                        .isEqualTo(net(date, region, "profiles"));
                assertThat(nowLegacy(before, after))
                        .as("models of %s that became LEGACY since %s", region, date)
                        .isEqualTo(becameLegacy(date, before, after));
            }
        }
    }

    private static Set<String> nowLegacy(Catalogue before, Catalogue after) {
        Set<String> ids = new TreeSet<>();
        after.models().forEach(model -> {
            Model old = before.model(model.id());
            if (isOfEveryRegion(model.id()) && old != null && old.isActive() && model.isLegacy()) {
                ids.add(model.id());
            }
        });
        return ids;
    }

    /// The record has one lifecycle for each model, but Claude 3 Haiku became LEGACY in some Regions only.
    private static boolean isOfEveryRegion(String modelId) {
        return !modelId.startsWith("anthropic.claude-3-haiku-20240307");
    }

    private static Set<String> becameLegacy(String date, Catalogue before, Catalogue after) throws Exception {
        Set<String> ids = new TreeSet<>();
        for (JsonNode change : history()) {
            if (change.required("date").asText().compareTo(date) > 0) {
                change.path("lifecycleChanged").properties().forEach(entry -> {
                    String id = entry.getKey();
                    boolean listed =
                            models(before).contains(id) && models(after).contains(id);
                    if (listed
                            && isOfEveryRegion(id)
                            && entry.getValue().path(1).asText().equals("LEGACY")) {
                        ids.add(id);
                    }
                });
            }
        }
        return ids;
    }

    private static JsonNode history() throws Exception {
        return new ObjectMapper()
                .readTree(CapturedBedrock.HOME.resolve("catalogue-history.json").toFile())
                .required("changes");
    }

    private static Set<String> models(Catalogue catalogue) {
        Set<String> ids = new TreeSet<>();
        catalogue.models().stream().filter(model -> !model.remote()).forEach(model -> ids.add(model.id()));
        return ids;
    }

    private static Set<String> profiles(Catalogue catalogue) {
        Set<String> ids = new TreeSet<>();
        catalogue.profiles().forEach(profile -> ids.add(profile.id()));
        return ids;
    }

    /// Ids that came with `+`, ids that went with `-` before them.
    private static Set<String> difference(Catalogue before, Catalogue after, Function<Catalogue, Set<String>> ids) {
        Set<String> changes = new TreeSet<>();
        ids.apply(after).stream().filter(id -> !ids.apply(before).contains(id)).forEach(id -> changes.add("+" + id));
        ids.apply(before).stream().filter(id -> !ids.apply(after).contains(id)).forEach(id -> changes.add("-" + id));
        return changes;
    }

    /// The dated changes after a day, summed up: what came and went again does not count.
    private static Set<String> net(String date, String region, String what) throws Exception {
        Set<String> changes = new TreeSet<>();
        for (JsonNode change : history()) {
            if (change.required("date").asText().compareTo(date) > 0) {
                apply(changes, change.path(what + "Added"), region, "+", "-");
                apply(changes, change.path(what + "Removed"), region, "-", "+");
            }
        }
        return changes;
    }

    private static void apply(Set<String> changes, JsonNode byId, String region, String sign, String opposite) {
        byId.properties().forEach(entry -> entry.getValue().forEach(each -> {
            if (each.asText().equals(region) && !changes.remove(opposite + entry.getKey())) {
                changes.add(sign + entry.getKey());
            }
        }));
    }
}
