package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.dialect.claude.outline.Node;
import io.bedrockrelay.dialect.claude.outline.Outline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body of Anthropic's API in the words that every model's translation knows: what only the newest Claude models have
/// of their own is said in another way, or is left out where the answer does not depend on it. Stateless.
public final class PlainMessages {
    private PlainMessages() {}

    /// @param unknown a model that takes none of it
    public static Fitted of(Outline outline, ClaudeModel unknown) {
        return of(Draft.of(outline, unknown));
    }

    /// The same of a body that a client wrote for Bedrock, where the model stands in the URL.
    ///
    /// @param model its name
    public static Fitted ofWire(Outline outline, String model, ClaudeModel unknown) {
        var draft = Draft.of(outline, unknown);
        var name = new JsonWriter(64).value(model).toBytes();
        draft.edits().put(draft.root(), "model", new String(name, StandardCharsets.UTF_8));
        return of(draft);
    }

    private static Fitted of(Draft draft) {
        var refused = ServerWork.refused(draft);
        if (refused != null) {
            return new Fitted.Refused(refused);
        }
        var wrong = DeferredTools.expand(draft, false, false, DeferredTools.Missing.TOLD);
        if (wrong != null) {
            return new Fitted.Refused(wrong);
        }
        Members.cutAttribution(draft);
        thinking(draft);
        system(draft);
        thoughts(draft);
        betas(draft);
        clearing(draft);
        return new Fitted.Body(draft.edits().apply(), draft.told().adaptations(), List.of(), true);
    }

    /// What `between_tools` asks for is what the model does by itself.
    private static void thinking(Draft draft) {
        var thinking = draft.root().get("thinking");
        if (thinking != null && thinking.is("type", "between_tools")) {
            draft.edits().replace(thinking, "{\"type\":\"adaptive\"}");
            draft.told().changed(Kind.THINKING, "adaptive");
        }
    }

    private static void betas(Draft draft) {
        draft.root().all("anthropic_beta").forEach(beta -> draft.told().leftOut(Kind.BETA, beta.text()));
        draft.edits().cut(draft.root(), "anthropic_beta");
    }

    /// The context will grow where the client thought that it would not.
    private static void clearing(Draft draft) {
        var management = draft.root().get("context_management");
        if (management != null) {
            for (var edit : management.all("edits")) {
                if (edit.text("type").startsWith("clear_tool_uses")) {
                    draft.told().leftOut(Kind.MODEL_FIELD, edit.text("type"));
                }
            }
        }
    }

    /// Instructions in the middle of a conversation stay in their place as words of the user's; those before all else
    /// join the other instructions.
    private static void system(Draft draft) {
        boolean begun = false;
        var first = new ArrayList<Node>();
        for (var message : draft.messages()) {
            if (!message.is("role", "system")) {
                begun = true;
            } else if (begun) {
                SystemTurns.toUser(message, draft.edits());
                draft.told().changed(Kind.ROLE_SYSTEM, "user");
            } else {
                first.add(message);
            }
        }
        if (begun && !first.isEmpty()) {
            hoist(draft, first);
        }
    }

    private static void hoist(Draft draft, List<Node> first) {
        var blocks = new ArrayList<String>();
        texts(draft.root().get("system"), blocks);
        for (var message : first) {
            texts(message.get("content"), blocks);
            draft.edits().cut(message);
            draft.told().changed(Kind.ROLE_SYSTEM, "system");
        }
        draft.edits().put(draft.root(), "system", "[" + String.join(",", blocks) + "]");
    }

    private static void texts(@Nullable Node content, List<String> blocks) {
        if (content == null) {
            return;
        }
        if (content.kind() == Node.Kind.STRING) {
            blocks.add("{\"type\":\"text\",\"text\":" + content.source() + "}");
        }
        for (var block : content.elements()) {
            if (!block.text("text").startsWith("x-anthropic-billing-header:")) {
                blocks.add(block.source());
            }
        }
    }

    /// Thoughts of a Claude model are no other model's to read.
    private static void thoughts(Draft draft) {
        for (var message : draft.messages()) {
            var content = message.get("content");
            if (content == null || !message.is("role", "assistant")) {
                continue;
            }
            boolean any = false;
            for (var block : content.elements()) {
                if (block.is("type", "redacted_thinking")) {
                    draft.edits().cut(block);
                    draft.told().leftOut(Kind.REASONING, "redacted");
                    any = true;
                }
            }
            if (any && draft.edits().left(content) == 0) {
                draft.edits().cut(message);
            }
        }
    }
}
