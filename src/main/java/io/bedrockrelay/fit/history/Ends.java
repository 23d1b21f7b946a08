package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a conversation begins, and how it ends where the assistant has the last word.
final class Ends {
    private static final Message CONTINUED = new Message(Role.USER, List.of(new Block.Text("(continued)")));

    private Ends() {}

    static List<Message> begun(List<Message> messages, Traits traits, Told told) {
        if (messages.isEmpty() || messages.getFirst().role() == Role.USER || !traits.refuses(Trait.ASSISTANT_FIRST)) {
            return messages;
        }
        told.added(Kind.TURNS, "first", traits.how(Trait.ASSISTANT_FIRST));
        var begun = new ArrayList<Message>(messages.size() + 1);
        begun.add(CONTINUED);
        begun.addAll(messages);
        return begun;
    }

    /// What the assistant has begun to say where the model cannot go on with it; null where it can, or where the last
    /// word is the user's.
    static @Nullable String beginning(List<Message> messages, Traits traits) {
        if (messages.getLast().role() == Role.USER || !traits.refuses(Trait.PREFILL)) {
            return null;
        }
        var text = new StringBuilder();
        for (var block : messages.getLast().content()) {
            if (block instanceof Block.Text part) {
                text.append(part.text());
            }
        }
        return text.toString().stripTrailing();
    }

    static List<Message> withoutLast(List<Message> messages) {
        return messages.size() == 1 ? List.of(CONTINUED) : messages.subList(0, messages.size() - 1);
    }

    /// Models that go on with a text refuse one that ends in a blank.
    static List<Message> trimmed(List<Message> messages, Told told) {
        var last = messages.getLast();
        if (last.role() == Role.USER
                || !(last.content().getLast() instanceof Block.Text text)
                || text.text().isEmpty()
                || !Character.isWhitespace(text.text().charAt(text.text().length() - 1))) {
            return messages;
        }
        told.changed(Kind.PREFILL, "trimmed");
        var content = new ArrayList<>(last.content());
        content.set(content.size() - 1, new Block.Text(text.text().stripTrailing(), text.citations()));
        var trimmed = new ArrayList<>(messages);
        trimmed.set(trimmed.size() - 1, new Message(Role.ASSISTANT, content));
        return trimmed;
    }
}
