package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Kind;

/// Thoughts of earlier answers that no Claude model takes back: another vendor's, told with an empty signature. Signed
/// ones are never touched.
final class Thoughts {
    private Thoughts() {}

    static void mend(Draft draft) {
        for (var message : draft.messages()) {
            var content = message.get("content");
            if (content == null || !message.is("role", "assistant")) {
                continue;
            }
            boolean any = false;
            for (var block : content.elements()) {
                if (block.is("type", "thinking") && block.text("signature").isEmpty()) {
                    draft.edits().cut(block);
                    draft.told().leftOut(Kind.REASONING, "unsigned");
                    any = true;
                }
            }
            if (any && draft.edits().left(content) == 0) {
                draft.edits().cut(message);
            }
        }
    }
}
