package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Node;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Does for models without a search for tools what Anthropic's servers do for others: a deferred tool stays out of the
/// prompt until the conversation names it, and is an ordinary one from there on. Tools keep the caller's order, so that
/// what was cached before stays.
final class DeferredTools {
    /// What a reference to a tool that is not offered becomes.
    enum Missing {
        /// The refusal that Claude's own server gives.
        REFUSED,
        /// A sentence, so that a conversation that dropped a tool goes on.
        TOLD
    }

    /// The code on which clients go on with tools that neither come nor go.
    private static final String UNSUPPORTED = "mid_conversation_tool_changes_not_supported";

    private final Draft draft;
    private final boolean search;
    private final boolean changes;
    private final Missing missing;
    private final Set<String> declared = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> added = new HashSet<>();
    private Failure.@Nullable Invalid wrong;

    /// @param search whether the model searches for tools itself
    /// @param changes whether it knows tools that come and go
    private DeferredTools(Draft draft, boolean search, boolean changes, Missing missing) {
        this.missing = missing;
        this.draft = draft;
        this.search = search;
        this.changes = changes;
    }

    static boolean areIn(Draft draft) {
        return draft.tools().stream()
                        .anyMatch(tool -> isDeferred(tool) || tool.text("type").startsWith("tool_search_tool_"))
                || draft.messages().stream().anyMatch(DeferredTools::refersToOne);
    }

    private static boolean refersToOne(Node message) {
        return message.all("content").stream()
                .anyMatch(block -> block.is("type", "tool_reference")
                        || block.all("content").stream().anyMatch(part -> part.is("type", "tool_reference")));
    }

    static boolean isDeferred(Node tool) {
        var defer = tool.get("defer_loading");
        return defer != null && defer.isTrue();
    }

    /// @return why the request cannot be kept; null where it can
    static Failure.@Nullable Invalid expand(Draft draft, boolean search, boolean changes, Missing missing) {
        var tools = new DeferredTools(draft, search, changes, missing);
        tools.readMessages();
        if (tools.wrong == null) {
            tools.offer();
        }
        return tools.wrong;
    }

    private void readMessages() {
        draft.tools().forEach(tool -> declared.add(tool.text("name")));
        var messages = draft.messages();
        for (int i = 0; i < messages.size(); i++) {
            var blocks = messages.get(i).all("content");
            for (int j = 0; j < blocks.size(); j++) {
                block(blocks.get(j), "messages." + i, "messages." + i + ".content." + j);
            }
        }
    }

    private void block(Node block, String message, String at) {
        if (block.is("type", "tool_use")) {
            named.add(block.text("name"));
        } else if (block.is("type", "tool_reference")) {
            reference(block, at);
        } else if (block.is("type", "tool_result")) {
            var parts = block.all("content");
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).is("type", "tool_reference")) {
                    reference(parts.get(i), at + ".content." + i);
                }
            }
        } else if (block.is("type", "tool_addition") && !changes) {
            addition(block);
        } else if (block.is("type", "tool_removal") && !changes) {
            removal(block, message);
        }
    }

    private void reference(Node block, String at) {
        if (search) {
            return;
        }
        var name = block.text("tool_name");
        if (!declared.contains(name) && missing == Missing.TOLD) {
            say(block, "Tool " + name + " is not available any more.");
            return;
        }
        if (!declared.contains(name)) {
            wrong = new Failure.Invalid(at, at + ": Tool reference '" + name + "' not found in available tools");
            return;
        }
        named.add(name);
        say(block, "Tool " + name + " is loaded; call it by this name.");
    }

    private void addition(Node block) {
        var tool = block.get("tool");
        var name = tool == null ? "" : tool.text("name");
        named.add(name);
        added.add(name);
        removed.remove(name);
        draft.told().changed(Kind.TOOL, "addition", draft.model().how(Fact.TOOL_CHANGES));
        say(block, "Tool " + name + " is available now.");
    }

    /// A tool that is taken away is not offered any more; a model that would go on to see it is not asked.
    private void removal(Node block, String message) {
        if (search) {
            wrong = new Failure.Invalid(
                    message, message + ": tool_removal is not supported on this model", UNSUPPORTED);
            return;
        }
        var tool = block.get("tool");
        var name = tool == null ? "" : tool.text("name");
        removed.add(name);
        draft.told().changed(Kind.TOOL, "removal", draft.model().how(Fact.TOOL_CHANGES));
        say(block, "Tool " + name + " is not available any more.");
    }

    private void offer() {
        for (var tool : draft.tools()) {
            var name = tool.text("name");
            if (search && !added.contains(name)) {
                continue;
            }
            if (removed.contains(name) || (isDeferred(tool) && !named.contains(name))) {
                draft.edits().cut(tool);
                draft.told().leftOut(Kind.TOOL, name, draft.model().how(Fact.TOOL_SEARCH));
            } else {
                draft.edits().cut(tool, "defer_loading");
            }
        }
    }

    private void say(Node block, String text) {
        var out = new JsonWriter(128).begin().field("type", "text").field("text", text);
        var cache = block.get("cache_control");
        if (cache != null) {
            out.name("cache_control").raw(cache.source());
        }
        draft.edits().replace(block, new String(out.end().toBytes(), StandardCharsets.UTF_8));
    }
}
