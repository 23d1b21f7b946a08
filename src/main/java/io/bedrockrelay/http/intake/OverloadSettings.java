package io.bedrockrelay.http.intake;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// When the relay takes no more work, for the sake of the streams that are open. Immutable, read once at start.
@ConfigMapping(prefix = "relay.overload")
public interface OverloadSettings {

    /// How late an event loop may run, tick after tick, before new calls on it are refused as `overloaded`. Much less
    /// would refuse the first rush on a process that has just started. 0 switches this off.
    @WithDefault("2s")
    Duration eventLoopLag();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        return eventLoopLag().isNegative()
                ? List.of(new ConfigProblem(
                        "relay.overload.event-loop-lag",
                        eventLoopLag().toString(),
                        "a delay cannot be less than nothing",
                        "give a duration such as 2s, or 0s to switch it off"))
                : List.of();
    }
}
