package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ConfigProblem;
import java.util.List;

/// Stops a start with wrong settings, naming every one of them with its reason and its remedy.
final class StartupCheck {
    private StartupCheck() {}

    /// Thrown at start; its message is for the operator.
    @SuppressWarnings("serial")
    static final class WrongSettings extends RuntimeException {
        WrongSettings(String message) {
            // The stack would only hide the message.
            super(message, null, false, false);
        }
    }

    static void require(List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            throw new WrongSettings(text(problems));
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
