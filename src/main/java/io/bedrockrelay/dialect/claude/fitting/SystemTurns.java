package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Edits;
import io.bedrockrelay.dialect.claude.outline.Node;
import java.util.ArrayList;

/// Instructions in the middle of a conversation, for models that know no role for them: they stay where they stand, in
/// the user's voice and marked as what they are, which is what Anthropic's own client sends to such a model.
final class SystemTurns {
    private static final String OPEN = "<system-reminder>\\n";
    private static final String CLOSE = "\\n</system-reminder>";

    private SystemTurns() {}

    static void mend(Draft draft) {
        if (draft.takes(Fact.SYSTEM)) {
            return;
        }
        var messages = draft.messages();
        // Before all others it is Bedrock's to refuse, in words that clients know.
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i).is("role", "system")) {
                toUser(messages.get(i), draft.edits());
                draft.told().changed(Kind.ROLE_SYSTEM, "user", draft.model().how(Fact.SYSTEM));
            }
        }
    }

    static void toUser(Node message, Edits edits) {
        var role = message.get("role");
        if (role != null) {
            edits.replace(role, "\"user\"");
        }
        var content = message.get("content");
        if (content != null && content.kind() == Node.Kind.STRING) {
            edits.replace(content, wrapped(content, true, true));
            return;
        }
        var texts = new ArrayList<Node>();
        for (var block : message.all("content")) {
            var text = block.is("type", "text") ? block.get("text") : null;
            if (text != null && text.kind() == Node.Kind.STRING) {
                texts.add(text);
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            if (i == 0 || i == texts.size() - 1) {
                edits.replace(texts.get(i), wrapped(texts.get(i), i == 0, i == texts.size() - 1));
            }
        }
    }

    /// The text keeps its own escapes.
    private static String wrapped(Node text, boolean open, boolean close) {
        var source = text.source();
        return '"' + (open ? OPEN : "") + source.substring(1, source.length() - 1) + (close ? CLOSE : "") + '"';
    }
}
