package io.bedrockrelay.http;

import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.bedrock.account.BedrockSettings;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.catalogue.registry.CatalogueConfig;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.relay.RetrySettings;
import io.bedrockrelay.relay.StreamSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/// The first thing that happens at start: every setting is checked, and all that are wrong are told at once.
@ApplicationScoped
class Start {

    void check(
            @Observes @Priority(1) StartupEvent event,
            CatalogueConfig catalogue,
            BedrockConfig bedrock,
            StreamSettings streams,
            RetrySettings retries,
            DrainSettings drain,
            Limits limits) {
        List<ConfigProblem> problems = new ArrayList<>(CatalogueSettings.problems(catalogue));
        problems.addAll(BedrockSettings.problems(bedrock));
        problems.addAll(streams.problems());
        problems.addAll(retries.problems());
        problems.addAll(drain.problems());
        problems.addAll(limits.problems());
        StartupCheck.require(problems);
    }
}
