package io.bedrockrelay.dialect.claude;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes an InvokeModel body of a Messages API body by cutting and inserting a few bytes. Everything else, numbers,
/// order, escapes and blanks, stays as the caller wrote it. Immutable, for any thread.
public final class ClaudeBody {
    static final String LONG_CONTEXT = "context-1m-2025-08-07";
    static final String VERSION = "bedrock-2023-05-31";

    private final ClaudeRules rules;
    private final Refused refused;

    /// A tree of the refused paths: what is refused is a leaf.
    record Refused(Map<String, Refused> below) {
        boolean leaf() {
            return below.isEmpty();
        }
    }

    public ClaudeBody(ClaudeRules rules) {
        this.rules = rules;
        this.refused = new Refused(new HashMap<>());
        // Bedrock has both of them in the URL.
        add("model");
        add("stream");
        rules.refusedFields().forEach(this::add);
    }

    /// The body that Bedrock takes.
    ///
    /// @param seen what `ClaudeRequest.at` saw in the body
    /// @param betaHeaders the values of the header `anthropic-beta`, each of which may be a list with commas
    /// @param longContext whether the model was asked for with `[1m]`
    public byte[] forInvoke(byte[] body, ClaudeRequest seen, List<String> betaHeaders, boolean longContext) {
        return edit(body, seen, betaHeaders, longContext).run(0);
    }

    /// The same for the body inside of a CountTokens call. Bedrock checks it as a call of its own, so it must have
    /// `max_tokens`, though Anthropic's own counting takes none; a budget of thinking must fit below it.
    byte[] forCounting(byte[] body, ClaudeRequest seen, List<String> betaHeaders, boolean longContext) {
        int missing = seen.maxTokens() == null ? seen.thinkingBudget() + 1 : 0;
        return edit(body, seen, betaHeaders, longContext).run(missing);
    }

    private ClaudeEdit edit(byte[] body, ClaudeRequest seen, List<String> betaHeaders, boolean longContext) {
        return new ClaudeEdit(body, refused, seen, betas(seen.betas(), betaHeaders, longContext));
    }

    private Set<String> betas(List<String> inBody, List<String> headers, boolean longContext) {
        var betas = new LinkedHashSet<String>(inBody);
        for (var header : headers) {
            for (var beta : header.split(",", -1)) {
                betas.add(beta.strip());
            }
        }
        if (longContext) {
            betas.add(LONG_CONTEXT);
        }
        betas.removeIf(beta -> beta.isEmpty() || rules.refusesBeta(beta));
        return betas;
    }

    private void add(String path) {
        var at = refused;
        var names = path.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            var next = at.below().get(names[i]);
            if (next != null && next.leaf()) {
                return;
            }
            if (next == null || i == names.length - 1) {
                next = new Refused(new HashMap<>());
                at.below().put(names[i], next);
            }
            at = next;
        }
    }
}
