package io.bedrockrelay.access.keys;

import io.bedrockrelay.access.ApplicationProfiles;
import io.bedrockrelay.access.CallerRole;
import io.bedrockrelay.access.Failover;
import io.bedrockrelay.access.Failover.Reach;
import io.bedrockrelay.access.Feature;
import io.bedrockrelay.access.Glob;
import io.bedrockrelay.access.Grant;
import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.Limits;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Scope;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what an entry grants, whatever else the entry says of whom it is for.
final class GrantReader {
    static final List<String> FIELDS = List.of(
            "roles",
            "models",
            "regions",
            "scopes",
            "residency",
            "defaultRegion",
            "applicationProfiles",
            "limits",
            "features",
            "adapt",
            "failover",
            "fallbacks");

    private static final List<String> LIMITS =
            Arrays.stream(Limit.values()).map(Limit::label).toList();
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,14}");

    private GrantReader() {}

    /// Without a mistake in the section, what stands there; otherwise something harmless that nobody uses.
    static Grant read(Section section) {
        var roles = section.some("roles", CallerRole::of, "write chat, admin or both");
        var regions = section.some("regions", GrantReader::region, "write Regions (eu-west-1) or prefixes (\"eu-*\")");
        return new Grant(
                roles.isEmpty() ? Set.of(CallerRole.CHAT) : new LinkedHashSet<>(roles),
                section.some("models", Glob::of, "write model ids or patterns in quotes, such as \"anthropic.*\""),
                regions,
                section.some(
                        "scopes",
                        label -> Scope.of(label).filter(Scope::isRanked),
                        "write geographic, in-region, global or several of them"),
                section.some(
                        "residency",
                        text -> Optional.of(text).filter(Policy::isResidency),
                        "write Regions (eu-west-1) or prefixes (\"eu-*\")"),
                defaultRegion(section, regions),
                profiles(section),
                limits(section),
                features(section),
                section.one("adapt", GrantReader::adapt, "write fit or strict").orElse(false),
                new Failover(
                        section.one("failover", Reach::of, "write off, regions or models")
                                .orElse(Reach.MODELS),
                        section.some(
                                "fallbacks",
                                Glob::of,
                                "write ids of models that may stand in, or patterns in quotes")));
    }

    /// Whether requests of the key are only translated.
    private static Optional<Boolean> adapt(String text) {
        return switch (text) {
            case "fit" -> Optional.of(false);
            case "strict" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private static Set<Feature> features(Section section) {
        if (!section.has("features")) {
            return Feature.USUAL;
        }
        return section.says("features", "none")
                ? Set.of()
                : new LinkedHashSet<>(section.some(
                        "features",
                        Feature::of,
                        "write s3, guardrail, tiers, additionalFields or several of them; none for none"));
    }

    private static Optional<Glob> region(String text) {
        return Policy.isResidency(text) ? Glob.of(text) : Optional.empty();
    }

    /// A key for one Region has no other default.
    private static @Nullable String defaultRegion(Section section, List<Glob> regions) {
        var written = section.one(
                "defaultRegion",
                text -> Optional.of(text)
                        .filter(region -> REGION.matcher(region).matches()),
                "write one Region, such as eu-west-1");
        if (written.isEmpty()) {
            return regions.size() == 1 && regions.getFirst().isPlain()
                    ? regions.getFirst().text()
                    : null;
        }
        if (!regions.isEmpty() && regions.stream().noneMatch(region -> region.matches(written.get()))) {
            section.wrong(
                    "defaultRegion",
                    "it is not among the regions of the key",
                    "add it to regions, or name one of them");
            return null;
        }
        return written.get();
    }

    private static ApplicationProfiles profiles(Section section) {
        var table = section.table(
                "applicationProfiles",
                text -> Optional.of(text).filter(ApplicationProfiles::isProfile),
                "write the short id of an application inference profile, or its ARN, or one ARN per Region");
        for (var model : table.keySet()) {
            if (Glob.of(model).filter(Glob::isPlain).isEmpty()) {
                section.wrong(
                        "applicationProfiles",
                        Mistake.quote(model) + " is not a model id",
                        "write bare model ids, without patterns");
            }
        }
        return new ApplicationProfiles(table);
    }

    private static Limits limits(Section section) {
        var most = new EnumMap<Limit, Long>(Limit.class);
        section.section("limits").ifPresent(inner -> {
            inner.only(LIMITS);
            for (var limit : Limit.values()) {
                inner.one(
                                limit.label(),
                                GrantReader::number,
                                "write a whole number from 1; to shut a key out write enabled: false")
                        .ifPresent(number -> most.put(limit, number));
            }
        });
        return new Limits(most);
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
