package io.bedrockrelay.catalogue.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.catalogue.CapturedBedrock;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.region.Catalogue;
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
            }
        }
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
        JsonNode history = new ObjectMapper()
                .readTree(CapturedBedrock.HOME.resolve("catalogue-history.json").toFile());
        Set<String> changes = new TreeSet<>();
        for (JsonNode change : history.required("changes")) {
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
