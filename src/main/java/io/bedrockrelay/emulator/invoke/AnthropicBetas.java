package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which betas each generation of Claude models takes in its own body. One that it does not know is refused without a
/// name.
final class AnthropicBetas {
    private static final Set<String> OLD = Set.of(
            "computer-use-2025-01-24",
            "token-efficient-tools-2025-02-19",
            "interleaved-thinking-2025-05-14",
            "dev-full-thinking-2025-05-14",
            "fine-grained-tool-streaming-2025-05-14",
            "context-management-2025-06-27",
            "output-128k-2025-02-19",
            "context-1m-2025-08-07");
    private static final Set<String> SEARCH = Set.of("tool-search-tool-2025-10-19");
    private static final Set<String> MIDDLE = Set.of(
            "interleaved-thinking-2025-05-14",
            "context-management-2025-06-27",
            "computer-use-2025-11-24",
            "compact-2026-01-12");
    private static final Set<String> NEW =
            Set.of("thinking-token-count-2026-05-13", "thinking-display-updates-2026-08-18");
    private static final Map<String, Set<String>> BY_TRAIT = Map.of(
            "betas-4", OLD,
            "betas-45", joined(List.of(OLD, SEARCH)),
            "betas-opus-45",
                    joined(List.of(
                            OLD,
                            SEARCH,
                            Set.of("effort-2025-11-24", "tool-examples-2025-10-29", "computer-use-2025-11-24"))),
            "betas-46", joined(List.of(MIDDLE, SEARCH)),
            "betas-47", joined(List.of(MIDDLE, SEARCH, NEW)),
            "betas-48", joined(List.of(MIDDLE, SEARCH, NEW, Set.of("mid-conversation-tool-changes-2026-07-01"))));

    private AnthropicBetas() {}

    private static Set<String> joined(List<Set<String>> sets) {
        var all = new HashSet<String>();
        sets.forEach(all::addAll);
        return Set.copyOf(all);
    }

    static Optional<ErrorAnswer> broken(JsonNode betas, Traits traits) {
        if (!betas.isMissingNode() && !betas.isArray()) {
            return Optional.of(ErrorAnswer.validation("anthropic_beta: Input should be a valid list"));
        }
        for (JsonNode beta : betas) {
            boolean known = BY_TRAIT.entrySet().stream()
                    .anyMatch(
                            each -> traits.has(each.getKey()) && each.getValue().contains(beta.asText()));
            if (!known) {
                return Optional.of(ErrorAnswer.validation("invalid beta flag"));
            }
        }
        return Optional.empty();
    }

    static boolean has(JsonNode body, String beta) {
        for (JsonNode each : body.path("anthropic_beta")) {
            if (each.asText().equals(beta)) {
                return true;
            }
        }
        return false;
    }
}
