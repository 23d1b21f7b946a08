package io.bedrockrelay.http;

import io.bedrockrelay.access.AccessSettings;
import io.bedrockrelay.access.Mode;
import io.bedrockrelay.access.shared.SharedSettings;
import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.bedrock.account.BedrockSettings;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.catalogue.registry.CatalogueConfig;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.check.CheckSettings;
import io.bedrockrelay.http.drain.DrainSettings;
import io.bedrockrelay.http.gate.Recognition;
import io.bedrockrelay.http.guard.GuardSettings;
import io.bedrockrelay.http.intake.OverloadSettings;
import io.bedrockrelay.http.intake.RequestLimits;
import io.bedrockrelay.http.settings.TypedSettings;
import io.bedrockrelay.http.token.TokenSettings;
import io.bedrockrelay.image.ImageSettings;
import io.bedrockrelay.relay.RetrySettings;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.fitting.FittingSettings;
import io.bedrockrelay.routing.ledger.LedgerFile;
import io.bedrockrelay.routing.setup.RouteConfig;
import io.bedrockrelay.routing.setup.RouteRules;
import io.quarkus.runtime.LaunchMode;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/// The first thing that happens at start: every setting is checked, and all that are wrong are told at once. The
/// router's event is the earliest there is with the run-time configuration, before any bean that lives by a setting.
/// With good settings the catalogue begins to load here, while the rest of the application still starts.
@ApplicationScoped
class Start {

    void check(
            @Observes @Priority(1) Router router,
            CatalogueConfig catalogue,
            BedrockConfig bedrock,
            StreamSettings streams,
            FittingSettings fitting,
            RetrySettings retries,
            RouteConfig routes,
            DrainSettings drain,
            RequestLimits limits,
            OverloadSettings overload,
            ResponsesApiSettings responses,
            AnthropicSettings anthropic,
            CheckSettings checks,
            GuardSettings connections,
            ImageSettings images,
            AccessSettings access,
            TokenSettings tokens,
            SharedSettings shared,
            Instance<Trial> trial,
            Instance<Ports> ports,
            Config config,
            Instance<Recognition> recognition,
            Instance<Registry> catalogues) {
        var unreadable = TypedSettings.problems(config);
        var problems = new ArrayList<>(CatalogueSettings.problems(catalogue));
        problems.addAll(BedrockSettings.problems(bedrock));
        problems.addAll(streams.problems());
        problems.addAll(fitting.problems());
        problems.addAll(retries.problems());
        problems.addAll(RouteRules.problems(routes, catalogue.regions()));
        problems.addAll(LedgerFile.problems(routes));
        problems.addAll(drain.problems());
        problems.addAll(limits.problems());
        problems.addAll(overload.problems());
        problems.addAll(responses.problems());
        problems.addAll(anthropic.problems());
        problems.addAll(checks.problems());
        problems.addAll(connections.problems());
        problems.addAll(images.problems());
        problems.addAll(access.problems());
        if (access.modes().contains(Mode.OIDC)) {
            problems.addAll(tokens.problems());
        }
        problems.addAll(shared.problems());
        if (trial.isResolvable()) {
            problems.addAll(trial.get().problems());
        }
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            problems.addAll(ports.get().problems());
        }
        if (unreadable.isEmpty() && problems.isEmpty()) {
            problems.addAll(recognition.get().problems());
        }
        StartupCheck.require(told(unreadable, problems));
        catalogues.get().start();
    }

    /// What is said of the values that stand in for those that cannot be read is not told.
    private static List<ConfigProblem> told(List<ConfigProblem> unreadable, List<ConfigProblem> others) {
        var keys = unreadable.stream().map(ConfigProblem::key).collect(Collectors.toSet());
        var all = new ArrayList<>(unreadable);
        others.stream().filter(problem -> !keys.contains(problem.key())).forEach(all::add);
        return all;
    }
}
