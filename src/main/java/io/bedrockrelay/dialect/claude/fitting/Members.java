package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Node;
import java.util.List;

/// Members of a body that Anthropic takes and this model does not.
final class Members {
    /// Hints and bookkeeping between a client and Anthropic: nothing of the answer depends on them.
    private static final List<String> HINTS = List.of(
            "inference_geo",
            "speed",
            "tags",
            "diagnostics",
            "program_use_case_id",
            "billing_policy",
            "ownership_metadata",
            "evict_on_complete");
    /// What client libraries write null for where nothing is meant.
    private static final List<String> NULLS = List.of(
            "container",
            "diagnostics",
            "thread",
            "fallbacks",
            "mcp_servers",
            "compaction",
            "context_management",
            "fallback_credit_token",
            "safeguards",
            "user_profile_id",
            "output_config",
            "output_format",
            "thinking",
            "system",
            "cache_control");

    private final Draft draft;
    private final BetaChoice betas;

    private Members(Draft draft, BetaChoice betas) {
        this.draft = draft;
        this.betas = betas;
    }

    static void mend(Draft draft, BetaChoice betas) {
        var members = new Members(draft, betas);
        members.top();
        members.sampling();
        members.contextManagement();
        members.tools();
        members.messages();
        members.outputConfig();
        draft.model().refusedFields().forEach(path -> refused(draft, draft.root(), path));
    }

    /// What the operator has left out.
    private static void refused(Draft draft, Node at, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            draft.cut(at, path, Kind.MODEL_FIELD, How.KNOWN);
            return;
        }
        at.all(path.substring(0, dot)).forEach(inner -> refused(draft, inner, path.substring(dot + 1)));
    }

    /// What InvokeModel has in its URL and its headers.
    static void form(Draft draft) {
        draft.edits().cut(draft.root(), "model");
        draft.edits().cut(draft.root(), "stream");
        draft.edits().cut(draft.root(), "service_tier");
    }

    /// What refusals alone taught.
    static void mendLost(Draft draft, BetaChoice betas) {
        var members = new Members(draft, betas);
        members.contextManagement();
        members.dropEmptyConfig();
        if (draft.model().hasLost(Fact.EAGER)) {
            draft.tools().forEach(tool -> draft.cut(tool, "eager_input_streaming", Kind.MODEL_FIELD, Fact.EAGER));
        }
        attribution(draft);
    }

    /// Bedrock has refused the line by which a client says what it is; it is no instruction.
    static void attribution(Draft draft) {
        if (!draft.takes(Fact.ATTRIBUTION)) {
            cutAttribution(draft);
        }
    }

    static void cutAttribution(Draft draft) {
        for (var block : draft.root().all("system")) {
            if (block.text("text").startsWith("x-anthropic-billing-header:")) {
                draft.edits().cut(block);
                draft.told().leftOut(Kind.SYSTEM, "attribution", draft.model().how(Fact.ATTRIBUTION));
                break;
            }
        }
    }

    private void top() {
        var root = draft.root();
        form(draft);
        for (var hint : HINTS) {
            draft.cut(root, hint, Kind.MODEL_FIELD, How.KNOWN);
        }
        for (var name : NULLS) {
            if (root.get(name) != null && !root.has(name)) {
                draft.edits().cut(root, name);
            }
        }
        if (betas.isOut("fallback-credit-2026-06-09")) {
            draft.cut(root, "fallback_credit_token", Kind.MODEL_FIELD, How.KNOWN);
        }
        attribution(draft);
    }

    private void sampling() {
        var root = draft.root();
        if (draft.takes(Fact.NO_SAMPLING)) {
            draft.cut(root, "temperature", Kind.TEMPERATURE, How.KNOWN);
            draft.cut(root, "top_p", Kind.TOP_P, How.KNOWN);
            draft.cut(root, "top_k", Kind.TOP_K, How.KNOWN);
        } else if (draft.takes(Fact.ONE_SAMPLING) && root.has("temperature")) {
            draft.cut(root, "top_p", Kind.TOP_P, How.KNOWN);
        }
    }

    private void contextManagement() {
        var management = draft.root().get("context_management");
        if (management == null) {
            return;
        }
        if (!draft.takes(Fact.CONTEXT_MANAGEMENT) || draft.model().hasLost(BetaChoice.CONTEXT_MANAGEMENT)) {
            draft.cut(draft.root(), "context_management", Kind.MODEL_FIELD, Fact.CONTEXT_MANAGEMENT);
            return;
        }
        if (betas.isOut(BetaChoice.COMPACT)) {
            for (var edit : management.all("edits")) {
                if (edit.is("type", "compact_20260112")) {
                    draft.edits().cut(edit);
                    draft.told().leftOut(Kind.MODEL_FIELD, "compact_20260112", How.KNOWN);
                }
            }
        }
    }

    private void tools() {
        boolean examples = betas.has(BetaChoice.TOOL_EXAMPLES);
        for (var tool : draft.tools()) {
            cache(tool);
            if (!draft.takes(Fact.EAGER)) {
                draft.cut(tool, "eager_input_streaming", Kind.MODEL_FIELD, Fact.EAGER);
            }
            if (!examples) {
                draft.cut(tool, "input_examples", Kind.MODEL_FIELD, How.KNOWN);
            }
            if (!draft.takes(Fact.FORMAT)) {
                draft.cut(tool, "strict", Kind.STRICT, Fact.FORMAT);
            }
            if (tool.all("allowed_callers").stream().anyMatch(caller -> caller.is("direct"))) {
                draft.cut(tool, "allowed_callers", Kind.MODEL_FIELD, How.KNOWN);
            }
        }
    }

    private void messages() {
        draft.root().all("system").forEach(this::cache);
        for (var message : draft.messages()) {
            if (!betas.has(BetaChoice.OUTPUT_CONFIG)) {
                draft.cut(message, "output_config", Kind.MODEL_FIELD, How.KNOWN);
            }
            draft.cut(message, "clear_at", Kind.MODEL_FIELD, How.KNOWN);
            for (var block : message.all("content")) {
                cache(block);
                block.all("content").forEach(this::cache);
            }
        }
        automaticCaching();
    }

    private void cache(Node holder) {
        var control = holder.get("cache_control");
        if (control == null) {
            return;
        }
        draft.edits().cut(control, "scope");
        if (!draft.takes(Fact.HOUR)) {
            draft.cut(control, "ttl", Kind.CACHE_TTL, Fact.HOUR);
        }
    }

    /// Bedrock has no caching by itself, but the place that Anthropic would choose is known.
    private void automaticCaching() {
        var root = draft.root();
        var automatic = root.get("cache_control");
        if (automatic == null || !draft.edits().cut(root, "cache_control") || !root.has("cache_control")) {
            return;
        }
        var messages = draft.messages();
        if (messages.isEmpty() || marks(root) > 4) {
            return;
        }
        var last = messages.getLast();
        var content = last.get("content");
        if (content == null) {
            return;
        }
        var hour = draft.takes(Fact.HOUR) && automatic.is("ttl", "1h") ? ",\"ttl\":\"1h\"" : "";
        var mark = "{\"type\":\"ephemeral\"" + hour + "}";
        if (content.kind() == Node.Kind.STRING && !last.is("role", "system")) {
            draft.edits()
                    .replace(
                            content,
                            "[{\"type\":\"text\",\"text\":" + content.source() + ",\"cache_control\":" + mark + "}]");
        } else if (!content.elements().isEmpty() && content.elements().getLast().get("cache_control") == null) {
            draft.edits().add(content.elements().getLast(), "cache_control", mark);
        }
    }

    /// Marks that the body has, the automatic one included.
    private static long marks(Node node) {
        long marks = node.has("cache_control") ? 1 : 0;
        for (var member : node.members()) {
            marks += marks(member.value());
        }
        for (var element : node.elements()) {
            marks += marks(element);
        }
        return marks;
    }

    private void outputConfig() {
        var root = draft.root();
        var old = root.get("output_format");
        var config = root.get("output_config");
        if (config != null) {
            draft.cut(config, "timing", Kind.MODEL_FIELD, How.KNOWN);
            draft.cut(config, "task_budget", Kind.MODEL_FIELD, How.KNOWN);
        }
        if (old != null && root.has("output_format") && draft.edits().cut(root, "output_format")) {
            if (config == null) {
                draft.edits().add(root, "output_config", "{\"format\":" + old.source() + "}");
            } else if (config.get("format") == null) {
                draft.edits().add(config, "format", old.source());
            }
        }
        dropEmptyConfig();
    }

    private void dropEmptyConfig() {
        var config = draft.root().get("output_config");
        if (config != null && config.kind() == Node.Kind.OBJECT && draft.edits().isEmptied(config)) {
            draft.edits().cut(draft.root(), "output_config");
        }
    }
}
