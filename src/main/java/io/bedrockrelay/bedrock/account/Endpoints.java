package io.bedrockrelay.bedrock.account;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.endpoints.BedrockEndpointProvider;

/// Base URLs of Bedrock's control plane and runtime in each Region: the global override, or the Region's, or AWS's own
/// rules for the Region's partition. Thread-safe; each answer is worked out once.
public final class Endpoints {
    private static final BedrockEndpointProvider RULES = BedrockEndpointProvider.defaultProvider();
    private static final String CONTROL = "bedrock";
    private static final String RUNTIME = "bedrock-runtime";

    private final Optional<URI> override;
    private final Map<String, RegionUrls> regions;
    private final boolean fips;
    private final boolean dualStack;
    private final Map<String, URI> controls = new ConcurrentHashMap<>();
    private final Map<String, URI> runtimes = new ConcurrentHashMap<>();

    /// The base URLs that a Region has of its own.
    public record RegionUrls(
            @Nullable URI control, @Nullable URI runtime) {}

    /// An override counts before the rules, a Region's own before the override of all.
    ///
    /// @param fips whether AWS's FIPS hosts are wanted (`AWS_USE_FIPS_ENDPOINT`)
    /// @param dualStack whether hosts with IPv6 are wanted (`AWS_USE_DUALSTACK_ENDPOINT`)
    public Endpoints(Optional<URI> override, Map<String, RegionUrls> regions, boolean fips, boolean dualStack) {
        this.override = override;
        this.regions = Map.copyOf(regions);
        this.fips = fips;
        this.dualStack = dualStack;
    }

    public URI control(String region) {
        return controls.computeIfAbsent(region, this::findControl);
    }

    public URI runtime(String region) {
        return runtimes.computeIfAbsent(region, this::findRuntime);
    }

    private URI findControl(String region) {
        var own = regions.get(region);
        var url = own == null ? null : own.control();
        return url != null ? url : override.orElseGet(() -> byRules(region));
    }

    private URI findRuntime(String region) {
        var own = regions.get(region);
        var url = own == null ? null : own.runtime();
        return url != null ? url : override.orElseGet(() -> runtimeOf(byRules(region)));
    }

    private URI byRules(String region) {
        return RULES.resolveEndpoint(endpoint ->
                        endpoint.region(Region.of(region)).useFips(fips).useDualStack(dualStack))
                .join()
                .endpointUrl()
                .toUri();
    }

    /// The runtime's rules are the control plane's with another first word; the SDK's own runtime rules come only with
    /// its runtime client, which the relay does without.
    private static URI runtimeOf(URI control) {
        return URI.create(
                control.getScheme() + "://" + RUNTIME + control.getHost().substring(CONTROL.length()));
    }
}
