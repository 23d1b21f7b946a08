package io.bedrockrelay.relay;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.ArrayList;
import java.util.List;

/// Retries before the first event. Immutable, read once at start.
@ConfigMapping(prefix = "relay.retry")
public interface RetrySettings {

    /// Tries in all, the first one counted. 1 switches retries off.
    @WithDefault("3")
    int attempts();

    /// The share of recent calls that may be retries, so that an outage is not multiplied. 0 switches retries off.
    @WithDefault("0.2")
    double budget();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        if (attempts() < 1 || attempts() > 10) {
            problems.add(new ConfigProblem(
                    "relay.retry.attempts",
                    Integer.toString(attempts()),
                    "the number of tries is out of range",
                    "give a number from 1 (no retry) to 10"));
        }
        if (!(budget() >= 0 && budget() <= 1)) {
            problems.add(new ConfigProblem(
                    "relay.retry.budget",
                    Double.toString(budget()),
                    "a share lies between 0 and 1",
                    "give a number such as 0.2, or 0 for no retries"));
        }
        return problems;
    }
}
