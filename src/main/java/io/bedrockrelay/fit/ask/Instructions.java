package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;

/// The system prompt with the relay's own sentences behind it, where the model has one; else in front of what the user
/// says first.
public record Instructions(List<Block> system, List<Message> messages) {

    /// @param sentences they stand behind everything else, so that what was cached before them stays cached
    public static Instructions of(
            List<Block> system, List<Message> messages, List<String> sentences, Traits traits, Told told) {
        if (sentences.isEmpty() && (system.isEmpty() || !traits.refuses(Trait.SYSTEM))) {
            return new Instructions(system, messages);
        }
        var all = new ArrayList<>(system);
        sentences.forEach(sentence -> all.add(new Block.Text(sentence)));
        if (!traits.refuses(Trait.SYSTEM)) {
            return new Instructions(all, messages);
        }
        told.changed(Kind.SYSTEM, "user", traits.how(Trait.SYSTEM));
        return new Instructions(List.of(), saidByTheUser(all, messages));
    }

    private static List<Message> saidByTheUser(List<Block> instructions, List<Message> messages) {
        var said = new ArrayList<>(messages);
        if (messages.getFirst().role() == Role.ASSISTANT) {
            said.addFirst(new Message(Role.USER, instructions));
            return said;
        }
        var content = new ArrayList<>(instructions);
        content.addAll(messages.getFirst().content());
        said.set(0, new Message(Role.USER, content));
        return said;
    }
}
