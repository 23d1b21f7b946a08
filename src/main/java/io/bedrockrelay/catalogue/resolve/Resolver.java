package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Refusal.Code;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import io.bedrockrelay.catalogue.name.ModelName;
import io.bedrockrelay.catalogue.name.RoutingPrefix;
import io.bedrockrelay.catalogue.region.Arn;
import io.bedrockrelay.catalogue.region.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resolves model names over all Regions. Immutable, apart from remembering what it found; a refresh of a Region makes
/// a new one.
///
/// A name that is an ARN carries its own Region: it is looked up there if no Region was asked for, and refused if
/// another one was. Any other name is looked up in the Region that was asked for, else in the default one.
public final class Resolver {

    /// What the runtime itself takes.
    private static final int LONGEST_NAME = 2048;
    /// Names of this length that are none of Bedrock's would fill memory with what a caller makes up.
    private static final int LONGEST_REMEMBERED = 300;
    /// Checked at start; this only bounds what a mistake in the check could cost.
    private static final int LONGEST_ALIAS_CHAIN = 8;

    private final Regions regions;
    private final Map<String, String> aliases;

    /// Over the Regions that have a catalogue by now.
    ///
    /// @param configured every configured Region; the first is the default one
    /// @param loaded those that have a catalogue
    /// @param aliases alias to model name
    public Resolver(List<String> configured, Map<String, RegionResolver> loaded, Map<String, String> aliases) {
        this.regions = new Regions(configured, loaded);
        this.aliases = Map.copyOf(aliases);
    }

    /// The same as if only these Regions were configured, the first as the default one.
    public Resolver within(List<String> some) {
        return new Resolver(some, regions.byName(), aliases);
    }

    /// Every configured Region, the default one first.
    public List<String> regions() {
        return regions.configured();
    }

    public String defaultRegion() {
        return regions.byDefault();
    }

    /// The loaded Regions in the configured order.
    public List<RegionResolver> loaded() {
        return regions.loaded();
    }

    /// Null where the Region has no catalogue so far.
    public @Nullable RegionResolver region(String region) {
        return regions.get(region);
    }

    /// The one id to invoke, or why there is none.
    ///
    /// @param name as the client wrote it, percent-encoded or not
    /// @param region null for the default Region, or the one of the ARN
    public Resolution resolve(String name, @Nullable String region, Policy policy) {
        RegionResolver here = regions.get(region == null ? regions.byDefault() : region);
        Target known = here == null ? null : here.remembered().get(name, policy);
        if (known != null) {
            return known;
        }
        Resolution resolution = decide(name, region, policy, 0).resolution();
        if (here != null
                && resolution instanceof Target target
                && target.region().equals(here.region())
                && name.length() <= LONGEST_REMEMBERED
                && (here.knows(name) || aliases.containsKey(name) || target.matchedAs() == MatchedAs.WRITTEN_FORM)) {
            here.remembered().put(name, policy, target);
        }
        return resolution;
    }

    /// The same decision with everything that was weighed.
    public Explanation explain(String name, @Nullable String region, Policy policy) {
        return Explanation.of(decide(name, region, policy, 0));
    }

    /// Every id that the policy allows for a name, in its order of preference.
    public List<String> invocable(String name, @Nullable String region, Policy policy) {
        return decide(name, region, policy, 0).candidates().stream()
                .filter(candidate -> !candidate.isRejected())
                .map(Candidate::invocationId)
                .toList();
    }

    private Decision decide(String raw, @Nullable String region, Policy policy, int aliasesSoFar) {
        String asked = region == null ? regions.byDefault() : region;
        if (raw.isBlank() || raw.length() > LONGEST_NAME) {
            return refused(
                    raw,
                    asked,
                    Code.INVALID_REQUEST,
                    raw.isBlank()
                            ? "The model name is empty."
                            : "The model name is longer than %d characters.".formatted(LONGEST_NAME));
        }
        ModelName name = ModelName.of(raw);
        String alias = aliases.containsKey(raw) ? aliases.get(raw) : aliases.get(name.text());
        if (alias == null) {
            Decision found = decide(name.text(), region, policy);
            String rest = isUnknown(found) ? RoutingPrefix.off(name.text(), asked) : null;
            if (rest != null && aliasesSoFar < LONGEST_ALIAS_CHAIN) {
                found = decide(rest, region, policy, aliasesSoFar + 1).askedAs(raw, MatchedAs.WRITTEN_FORM, false);
            }
            return found.askedAs(raw, null, name.longContext());
        }
        if (aliasesSoFar == LONGEST_ALIAS_CHAIN) {
            return refused(
                    raw,
                    asked,
                    Code.INVALID_REQUEST,
                    "The aliases behind %s never end.".formatted(RefusalText.cut(raw)));
        }
        boolean suffixIsPartOfAlias = aliases.containsKey(raw);
        Decision behind = decide(alias, region, policy, aliasesSoFar + 1);
        if (aliasesSoFar == 0 && behind.resolution() instanceof Refusal refusal) {
            behind = behind.with(ofAlias(raw, alias, refusal));
        }
        return behind.askedAs(raw, MatchedAs.ALIAS, name.longContext() && !suffixIsPartOfAlias);
    }

    /// Neither a target nor a refusal that tells one.
    private static boolean isUnknown(Decision decision) {
        return decision.modelId() == null
                && decision.resolution() instanceof Refusal refusal
                && refusal.code() == Code.MODEL_NOT_FOUND;
    }

    /// Who reads the refusal may never have heard of the name behind the alias.
    private static Refusal ofAlias(String alias, String name, Refusal refusal) {
        return new Refusal(
                alias,
                refusal.region(),
                refusal.code(),
                "The alias %s stands for %s. %s"
                        .formatted(RefusalText.cut(alias), RefusalText.cut(name), refusal.message()),
                refusal.nearest(),
                refusal.usable(),
                refusal.worksIn());
    }

    private Decision decide(String name, @Nullable String asked, Policy policy) {
        Optional<Arn> arn = Arn.parse(name);
        String own = arn.map(Arn::region).orElse("");
        String region = asked != null ? asked : own.isEmpty() ? regions.byDefault() : own;
        if (arn.isEmpty() && Arn.looksLike(name)) {
            return refused(
                    name,
                    region,
                    Code.INVALID_REQUEST,
                    RefusalText.cut(name)
                            + " is no whole ARN: arn:partition:bedrock:region:account:type/id is wanted.");
        }
        RegionResolver here = regions.get(region);
        if (here == null) {
            return Decision.refused(regions.notLoaded(name, region));
        }
        if (arn.isPresent()) {
            return decideArn(name, arn.get(), here, policy);
        }
        Decision decision = here.decide(name, policy);
        return decision == null ? regions.unknown(name, here, policy) : regions.complete(decision, here, policy);
    }

    private Decision decideArn(String name, Arn arn, RegionResolver here, Policy policy) {
        String partition = here.catalogue().partition();
        if (!arn.partition().equals(partition)) {
            return refused(
                    name,
                    here.region(),
                    Code.INVALID_REQUEST,
                    "The ARN is of partition %s, but %s is in %s."
                            .formatted(arn.partition(), here.region(), partition));
        }
        if (!arn.region().isEmpty() && !arn.region().equals(here.region())) {
            return refused(
                    name,
                    here.region(),
                    Code.INVALID_REQUEST,
                    "The ARN is of Region %s, but %s was asked for: ask for %s, or name no Region."
                            .formatted(arn.region(), here.region(), arn.region()));
        }
        Decision known = here.decide(name, policy);
        if (known == null && arn.isFoundationModel()) {
            Model model = here.catalogue().model(arn.id());
            known = model == null ? null : here.ofModel(name, model, MatchedAs.MODEL_ARN, policy);
        }
        if (known == null) {
            known = Resources.decide(name, arn, here.region(), policy);
        }
        return known == null ? regions.unknownArn(name, arn, here, policy) : regions.complete(known, here, policy);
    }

    private static Decision refused(String name, String region, Code code, String message) {
        return Decision.refused(new Refusal(name, region, code, message, List.of(), List.of(), List.of()));
    }
}
