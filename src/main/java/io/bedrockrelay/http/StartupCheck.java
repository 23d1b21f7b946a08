package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/// Stops a start with wrong settings, naming every one of them with its reason and its remedy.
final class StartupCheck {
    private StartupCheck() {}

    static void require(List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            // Quarkus prints the message of this kind of exception without a stack, which would only hide it.
            throw new ConfigurationException(text(problems));
        }
    }

    static String text(List<ConfigProblem> problems) {
        var text = new StringBuilder("Bedrock Relay does not start: ")
                .append(problems.size() == 1 ? "a setting is wrong." : problems.size() + " settings are wrong.");
        for (var problem : problems) {
            text.append("%n  %s = %s%n    why:    %s%n    remedy: %s"
                    .formatted(problem.key(), problem.value(), problem.reason(), problem.remedy()));
        }
        return text.toString();
    }
}
