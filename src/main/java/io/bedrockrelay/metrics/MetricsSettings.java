package io.bedrockrelay.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Whether calls are measured. Immutable, read once at start.
@ConfigMapping(prefix = "relay.metrics")
public interface MetricsSettings {

    /// Off, the process still tells of its memory and of the catalogue, but counts no calls: for measuring what
    /// counting costs.
    @WithDefault("true")
    boolean enabled();

    /// Whether the histograms of times have the model as a label as well: eleven kilobytes more of a scrape for each
    /// model in each Region.
    @WithDefault("false")
    boolean timesByModel();
}
