package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Members that one Claude model takes and another refuses as extra inputs, and references to deferred tools.
final class AnthropicExtras {
    private final ObjectNode body;
    private final Traits traits;
    private final List<String> extra = new ArrayList<>();

    private AnthropicExtras(ObjectNode body, Traits traits) {
        this.body = body;
        this.traits = traits;
    }

    static Optional<ErrorAnswer> broken(ObjectNode body, Traits traits) {
        var extras = new AnthropicExtras(body, traits);
        extras.tools();
        extras.messages();
        extras.thinking();
        return extras.extra.stream()
                .findFirst()
                .map(path -> ErrorAnswer.validation(path + ": Extra inputs are not permitted"))
                .or(extras::deferred);
    }

    private void tools() {
        boolean search = traits.has("search") && AnthropicBetas.has(body, "tool-search-tool-2025-10-19");
        boolean examples = AnthropicBetas.has(body, "tool-examples-2025-10-29");
        var tools = body.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            var at = "tools." + i + ".custom";
            refuse(tools.path(i), "defer_loading", at, search);
            refuse(tools.path(i), "eager_input_streaming", at, traits.has("eager"));
            refuse(tools.path(i), "input_examples", at, examples);
            scope(tools.path(i), at);
        }
        var system = body.path("system");
        for (int i = 0; i < system.size(); i++) {
            scope(system.path(i), "system." + i);
        }
    }

    private void messages() {
        var messages = body.path("messages");
        for (int i = 0; i < messages.size(); i++) {
            refuse(messages.path(i), "output_config", "messages." + i, false);
            var content = messages.path(i).path("content");
            for (int j = 0; j < content.size(); j++) {
                scope(content.path(j), "messages." + i + ".content." + j);
            }
        }
    }

    private void thinking() {
        var thinking = body.path("thinking");
        boolean updates = thinking.path("display").asText().equals("updates");
        boolean shown = updates
                ? AnthropicBetas.has(body, "thinking-display-updates-2026-08-18")
                : !traits.has("betas-4") && !traits.has("betas-45") && !traits.has("betas-opus-45");
        refuse(thinking, "display", "thinking." + thinking.path("type").asText(), shown);
        boolean effort = traits.has("think-effort") || AnthropicBetas.has(body, "effort-2025-11-24");
        refuse(body.path("output_config"), "effort", "output_config", effort);
    }

    private void refuse(JsonNode holder, String name, String at, boolean taken) {
        if (holder.has(name) && !taken) {
            extra.add(at + "." + name);
        }
    }

    private void scope(JsonNode holder, String at) {
        refuse(holder.path("cache_control"), "scope", at + ".cache_control.ephemeral", false);
        refuse(holder.path("cache_control"), "ttl", at + ".cache_control.ephemeral", !traits.has("betas-4"));
    }

    private Optional<ErrorAnswer> deferred() {
        var names = new HashSet<String>();
        int deferred = 0;
        for (JsonNode tool : body.path("tools")) {
            names.add(tool.path("name").asText());
            deferred += tool.path("defer_loading").asBoolean() ? 1 : 0;
        }
        if (deferred > 0 && deferred == body.path("tools").size()) {
            return Optional.of(ErrorAnswer.validation(
                    "At least one tool must have defer_loading=false. All tools cannot be deferred."));
        }
        return unknown(body.path("messages"), names)
                .map(name -> ErrorAnswer.validation("Tool reference '" + name + "' not found in available tools"));
    }

    private static Optional<String> unknown(JsonNode value, Set<String> names) {
        if (value.path("type").asText().equals("tool_reference")) {
            return Optional.of(value.path("tool_name").asText()).filter(name -> !names.contains(name));
        }
        for (JsonNode inner : value) {
            var found = unknown(inner, names);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
