package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.claude.model.Verdict;
import io.bedrockrelay.dialect.claude.outline.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which betas go to the model, and which of them in doubt.
final class BetaChoice {
    static final String LONG_CONTEXT = "context-1m-2025-08-07";
    static final String TOOL_SEARCH = "tool-search-tool-2025-10-19";
    static final String TOOL_EXAMPLES = "tool-examples-2025-10-29";
    static final String ADVANCED = "advanced-tool-use-2025-11-20";
    static final String EFFORT = "effort-2025-11-24";
    static final String TOOL_CHANGES = "mid-conversation-tool-changes-2026-07-01";
    static final String OUTPUT_CONFIG = "mid-conversation-output-config-2026-07-01";
    static final String DISPLAY_UPDATES = "thinking-display-updates-2026-08-18";
    static final String CONTEXT_MANAGEMENT = "context-management-2025-06-27";
    static final String COMPACT = "compact-2026-01-12";
    private static final String MEMBER = "anthropic_beta";

    private final Draft draft;
    private final LinkedHashSet<String> going = new LinkedHashSet<>();
    private final List<String> doubtful = new ArrayList<>();

    private BetaChoice(Draft draft) {
        this.draft = draft;
    }

    /// By the table.
    static BetaChoice of(Draft draft, Wish wish) {
        var choice = new BetaChoice(draft);
        for (var beta : asked(draft.root(), wish)) {
            choice.judge(beta, true);
        }
        return choice;
    }

    /// All that are asked for.
    static BetaChoice all(Draft draft, Wish wish) {
        var choice = new BetaChoice(draft);
        choice.going.addAll(asked(draft.root(), wish));
        return choice;
    }

    /// Those of the body but for what was seen refused: the client chose them for Bedrock.
    static BetaChoice ofWire(Draft draft) {
        var choice = new BetaChoice(draft);
        for (var beta : asked(draft.root(), Wish.NONE)) {
            if (draft.model().hasLost(beta)) {
                draft.told().leftOut(Kind.BETA, beta, draft.model().how(beta));
                continue;
            }
            choice.going.add(beta);
            if (!(draft.model().verdict(beta) instanceof Verdict.Pass)) {
                choice.doubtful.add(beta);
            }
        }
        return choice;
    }

    private static Set<String> asked(Node root, Wish wish) {
        var asked = new LinkedHashSet<String>();
        root.all(MEMBER).forEach(beta -> asked.add(beta.text()));
        for (var header : wish.betas()) {
            for (var beta : header.split(",", -1)) {
                asked.add(beta.strip());
            }
        }
        if (wish.longContext()) {
            asked.add(LONG_CONTEXT);
        }
        asked.remove("");
        return asked;
    }

    private void judge(String beta, boolean tell) {
        switch (draft.model().verdict(beta)) {
            case Verdict.Pass _ -> going.add(beta);
            case Verdict.Try _ -> {
                if (going.add(beta)) {
                    doubtful.add(beta);
                }
            }
            case Verdict.As(String other) -> {
                judge(other, false);
                if (beta.equals(ADVANCED) && draft.tools().stream().anyMatch(tool -> tool.has("input_examples"))) {
                    judge(TOOL_EXAMPLES, false);
                }
            }
            case Verdict.Out _, Verdict.Free _ -> {
                if (tell) {
                    draft.told().leftOut(Kind.BETA, beta, draft.model().how(beta));
                }
            }
        }
    }

    boolean has(String beta) {
        return going.contains(beta);
    }

    /// Whether the model is known not to take it.
    boolean isOut(String beta) {
        return draft.model().verdict(beta) instanceof Verdict.Out;
    }

    /// Asks for a beta that a member of the body needs.
    void need(String beta) {
        if (!going.contains(beta)) {
            judge(beta, false);
            if (going.contains(beta)) {
                draft.told().added(Kind.BETA, beta);
            }
        }
    }

    void keepOnly(Set<String> some) {
        going.retainAll(some);
        doubtful.retainAll(some);
    }

    List<String> doubtful() {
        return doubtful;
    }

    void write() {
        var before = draft.root().all(MEMBER).stream().map(Node::text).toList();
        var held = draft.root().get(MEMBER);
        if (going.isEmpty()) {
            draft.edits().cut(draft.root(), MEMBER);
        } else if (held == null || !before.equals(List.copyOf(going))) {
            var out = new JsonWriter(256).beginArray();
            going.forEach(out::value);
            draft.edits().put(draft.root(), MEMBER, new String(out.endArray().toBytes(), StandardCharsets.UTF_8));
        }
    }
}
