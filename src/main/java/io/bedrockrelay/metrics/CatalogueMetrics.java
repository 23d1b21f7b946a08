package io.bedrockrelay.metrics;

import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.registry.RegionState;
import io.bedrockrelay.catalogue.registry.Registry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// How old and how large each Region's catalogue is, read when somebody asks.
record CatalogueMetrics(Registry catalogues, InstantSource clock) {

    void bindTo(MeterRegistry registry) {
        for (var state : catalogues.regions()) {
            var region = state.region();
            gauge(MeterNames.CATALOGUE_AGE, this::age, region)
                    .description("Since Bedrock gave the catalogue that is served; not a number while there is none")
                    .baseUnit("seconds")
                    .register(registry);
            gauge(MeterNames.CATALOGUE_MODELS, size(list -> list.models().size()), region)
                    .description("Models that the Region lists; 0 while nothing is loaded")
                    .register(registry);
            gauge(MeterNames.CATALOGUE_PROFILES, size(list -> list.profiles().size()), region)
                    .description("Inference profiles that the Region lists")
                    .register(registry);
            FunctionCounter.builder(MeterNames.REFRESH_FAILURES, catalogues, from -> from.refreshFailures(region))
                    .description("Refreshes that failed since the start")
                    .tag(MeterNames.REGION, region)
                    .register(registry);
        }
    }

    private Gauge.Builder<Registry> gauge(String name, ToDoubleFunction<RegionState> value, String region) {
        return Gauge.builder(name, catalogues, from -> {
                    var state = from.region(region);
                    return state == null ? Double.NaN : value.applyAsDouble(state);
                })
                .tag(MeterNames.REGION, region);
    }

    private double age(RegionState state) {
        var loaded = state.loaded();
        return loaded == null
                ? Double.NaN
                : Duration.between(loaded.refreshedAt(), clock.instant()).toMillis() / 1000.0;
    }

    private static ToDoubleFunction<RegionState> size(ToIntFunction<RegionListing> size) {
        return state -> {
            var loaded = state.loaded();
            return loaded == null ? 0 : size.applyAsInt(loaded.listing());
        };
    }
}
