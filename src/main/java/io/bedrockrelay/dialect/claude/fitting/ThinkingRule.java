package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Node;
import org.jspecify.annotations.Nullable;

/// How much the model is to think, in the form that it takes: a budget, a degree of effort, or neither.
final class ThinkingRule {
    private static final int LEAST_BUDGET = 1024;

    private final Draft draft;
    private final ClaudeModel model;
    private final @Nullable Node thinking;
    private final @Nullable Node config;
    private final String effort;
    private final long maxTokens;

    private ThinkingRule(Draft draft) {
        this.draft = draft;
        this.model = draft.model();
        this.thinking = draft.root().get("thinking");
        this.config = draft.root().get("output_config");
        this.effort = config == null ? "" : config.text("effort");
        this.maxTokens = draft.root().number("max_tokens").orElse(0);
    }

    static void set(Draft draft, BetaChoice betas) {
        var rule = new ThinkingRule(draft);
        rule.effort(betas);
        if (rule.thinking == null) {
            return;
        }
        if (!draft.takes(Fact.CALLS_WITHOUT_THOUGHTS) && rule.lacksLastThought(rule.thinking)) {
            rule.off();
        } else {
            rule.kind(rule.thinking);
            rule.display(rule.thinking, betas);
        }
    }

    private void effort(BetaChoice betas) {
        if (config == null || effort.isEmpty()) {
            return;
        }
        var nearest = model.nearest(effort);
        var value = config.get("effort");
        if (nearest == null || value == null) {
            draft.cut(config, "effort", Kind.EFFORT, Fact.EFFORT);
            return;
        }
        if (!nearest.equals(effort)) {
            draft.edits().replace(value, '"' + nearest + '"');
            draft.told().changed(Kind.EFFORT, nearest);
        }
        if (model.takes(Fact.EFFORT_BETA)) {
            betas.need(BetaChoice.EFFORT);
        }
    }

    private void kind(Node asked) {
        var type = asked.text("type");
        boolean between = type.equals("between_tools") && !model.takes(Fact.BETWEEN_TOOLS);
        if (between && model.takes(Fact.ADAPTIVE)) {
            replace(asked, "{\"type\":\"adaptive\"}", "adaptive", model.how(Fact.BETWEEN_TOOLS));
        } else if (between || (type.equals("adaptive") && !model.takes(Fact.ADAPTIVE))) {
            budget(asked, model.how(between ? Fact.BETWEEN_TOOLS : Fact.ADAPTIVE));
        } else if (type.equals("enabled") && !model.takes(Fact.ENABLED)) {
            adaptive(asked);
        } else if (type.equals("disabled") && model.takes(Fact.ALWAYS)) {
            draft.cut(draft.root(), "thinking", Kind.THINKING, Fact.ALWAYS);
        }
    }

    /// Clients drop thoughts that they take for another model's, and unsigned ones are left out here.
    private boolean lacksLastThought(Node asked) {
        var turns = draft.messages().stream()
                .filter(message -> message.is("role", "assistant"))
                .toList();
        if (turns.isEmpty() || asked.is("type", "disabled")) {
            return false;
        }
        var blocks = turns.getLast().all("content");
        boolean called = blocks.stream().anyMatch(block -> block.is("type", "tool_use"));
        return called && !isThought(blocks.getFirst());
    }

    private static boolean isThought(Node block) {
        return block.is("type", "redacted_thinking")
                || (block.is("type", "thinking") && !block.text("signature").isEmpty());
    }

    /// As Anthropic's own API does it: this one answer comes without thinking, and the next turn has it again.
    private void off() {
        draft.edits().cut(draft.root(), "thinking");
        draft.told().changed(Kind.THINKING, "off", model.how(Fact.CALLS_WITHOUT_THOUGHTS));
        keepThoughts(model.how(Fact.CALLS_WITHOUT_THOUGHTS));
    }

    private void leaveOut(How how) {
        draft.cut(draft.root(), "thinking", Kind.THINKING, how);
        keepThoughts(how);
    }

    /// Clearing thoughts is refused where there is no thinking.
    private void keepThoughts(How how) {
        var management = draft.root().get("context_management");
        var list = management == null ? null : management.get("edits");
        if (list == null) {
            return;
        }
        for (var edit : list.elements()) {
            if (edit.text("type").startsWith("clear_thinking")) {
                draft.edits().cut(edit);
                draft.told().leftOut(Kind.MODEL_FIELD, edit.text("type"), how);
            }
        }
        if (draft.edits().left(list) == 0) {
            draft.edits().cut(draft.root(), "context_management");
        }
    }

    private void budget(Node asked, How how) {
        if (!model.takes(Fact.ENABLED) || maxTokens <= LEAST_BUDGET) {
            leaveOut(how);
            return;
        }
        int share =
                switch (effort) {
                    case "low" -> 32;
                    case "medium" -> 50;
                    case "xhigh", "max" -> 95;
                    default -> 80;
                };
        long budget = Math.clamp(maxTokens * share / 100, LEAST_BUDGET, maxTokens - 1);
        replace(asked, "{\"type\":\"enabled\",\"budget_tokens\":" + budget + "}", "budget:" + budget, how);
    }

    private void adaptive(Node asked) {
        var how = model.how(Fact.ENABLED);
        if (!model.takes(Fact.ADAPTIVE)) {
            leaveOut(how);
            return;
        }
        long budget = asked.number("budget_tokens").orElse(LEAST_BUDGET);
        var display = asked.get("display");
        var kept = display == null ? "" : ",\"display\":" + display.source();
        replace(asked, "{\"type\":\"adaptive\"" + kept + "}", "adaptive", how);
        if (!effort.isEmpty() || !model.takes(Fact.EFFORT) || draft.root().has("output_format")) {
            return;
        }
        var degree = budget <= 4_096 ? "low" : budget <= 16_384 ? "medium" : "high";
        if (config == null) {
            draft.edits().add(draft.root(), "output_config", "{\"effort\":\"" + degree + "\"}");
        } else {
            draft.edits().put(config, "effort", '"' + degree + '"');
        }
        draft.told().changed(Kind.EFFORT, degree, how);
    }

    private void replace(Node asked, String json, String detail, How how) {
        draft.edits().replace(asked, json);
        draft.told().changed(Kind.THINKING, detail, how);
    }

    private void display(Node asked, BetaChoice betas) {
        var display = asked.get("display");
        if (display == null) {
            return;
        }
        boolean updates = display.is("updates");
        boolean out = updates ? betas.isOut(BetaChoice.DISPLAY_UPDATES) : !model.takes(Fact.DISPLAY);
        if (out || model.hasLost(Fact.DISPLAY)) {
            draft.cut(asked, "display", Kind.THINKING, Fact.DISPLAY);
        }
        if (betas.isOut("thinking-binding-controls-2026-08-01")) {
            draft.cut(asked, "block_binding", Kind.THINKING, How.KNOWN);
        }
    }
}
