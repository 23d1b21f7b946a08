package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.claude.fitting.DeferredTools.Missing;
import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Outline;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/// Fits bodies to Claude models. Stateless; the same body comes out the same, so that a conversation that goes on
/// begins with what was sent of it before, which prompt caching lives on.
public final class ClaudeFitting {
    private ClaudeFitting() {}

    /// InvokeModel's body of a body of Anthropic's API.
    ///
    /// @param model what the model under the target takes
    public static Fitted message(Outline outline, Wish wish, ClaudeModel model) {
        return message(outline, wish, model, false);
    }

    /// The same for the body inside of a CountTokens call. Bedrock checks it as a call of its own, so it must have
    /// `max_tokens`, though Anthropic's own counting takes none; a budget of thinking must fit below it.
    public static Fitted counting(Outline outline, Wish wish, ClaudeModel model) {
        return message(outline, wish, model, true);
    }

    /// A body that its client wrote for Bedrock: only what this model is known to refuse is mended. Without that the
    /// very bytes come back that went in.
    public static Fitted wire(Outline outline, byte[] body, ClaudeModel model) {
        var draft = Draft.of(outline, model.trusted());
        boolean older = VersionRule.mend(draft);
        var betas = BetaChoice.ofWire(draft);
        if (draft.model().hasLost(BetaChoice.TOOL_SEARCH) || draft.model().hasLost(Fact.TOOL_SEARCH)) {
            var wrong = DeferredTools.expand(draft, false, true, Missing.REFUSED);
            if (wrong != null) {
                return new Fitted.Refused(wrong);
            }
        }
        ThinkingRule.set(draft, betas);
        Members.mendLost(draft, betas);
        SystemTurns.mend(draft);
        Thoughts.mend(draft);
        betas.write();
        return new Fitted.Body(
                draft.edits().isEmpty() ? body : draft.edits().apply(),
                draft.told().adaptations(),
                betas.doubtful(),
                older);
    }

    private static Fitted message(Outline outline, Wish wish, ClaudeModel model, boolean counting) {
        var draft = Draft.of(outline, model);
        boolean older = VersionRule.set(draft, wish);
        profile(draft, wish);
        if (wish.strict()) {
            var betas = BetaChoice.all(draft, wish);
            Members.form(draft);
            return body(draft, betas, counting, false);
        }
        var betas = BetaChoice.of(draft, wish);
        if (DeferredTools.areIn(draft) && draft.takes(Fact.TOOL_SEARCH)) {
            betas.need(BetaChoice.TOOL_SEARCH);
        }
        boolean search = draft.takes(Fact.TOOL_SEARCH) && !betas.isOut(BetaChoice.TOOL_SEARCH);
        boolean changes = draft.takes(Fact.TOOL_CHANGES) && !betas.isOut(BetaChoice.TOOL_CHANGES);
        var wrong = DeferredTools.expand(draft, search, changes, Missing.REFUSED);
        if (wrong != null) {
            return new Fitted.Refused(wrong);
        }
        ThinkingRule.set(draft, betas);
        Members.mend(draft, betas);
        SystemTurns.mend(draft);
        Thoughts.mend(draft);
        return body(draft, betas, counting, older);
    }

    private static Fitted body(Draft draft, BetaChoice betas, boolean counting, boolean older) {
        if (counting) {
            var needed = new HashSet<>(List.of(BetaChoice.CONTEXT_MANAGEMENT, BetaChoice.EFFORT));
            needed.add(BetaChoice.TOOL_EXAMPLES);
            if (DeferredTools.areIn(draft)) {
                needed.add(BetaChoice.TOOL_SEARCH);
            }
            betas.keepOnly(needed);
            counted(draft);
        }
        betas.write();
        return new Fitted.Body(draft.edits().apply(), draft.told().adaptations(), betas.doubtful(), older);
    }

    private static void counted(Draft draft) {
        var root = draft.root();
        var thinking = root.get("thinking");
        long budget = thinking == null ? 0 : thinking.number("budget_tokens").orElse(0);
        if (root.number("max_tokens").isEmpty()) {
            draft.edits().put(root, "max_tokens", Long.toString(Math.max(0, budget) + 1));
        }
        var tools = root.get("tools");
        if (tools != null && draft.edits().left(tools) == 0) {
            draft.edits().cut(root, "tools");
        }
    }

    /// AWS takes it in the body alone.
    private static void profile(Draft draft, Wish wish) {
        if (wish.profile() != null && !draft.root().has("user_profile_id")) {
            var value = new JsonWriter(64).value(wish.profile()).toBytes();
            draft.edits().put(draft.root(), "user_profile_id", new String(value, StandardCharsets.UTF_8));
        }
    }
}
