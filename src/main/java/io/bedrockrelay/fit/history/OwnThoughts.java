package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;

/// Thoughts of earlier answers stay with the model that had them.
final class OwnThoughts {
    private OwnThoughts() {}

    static List<Message> of(List<Message> messages, Traits traits, Told told) {
        int foreign = 0;
        for (int i = 0; i < messages.size(); i++) {
            var content = messages.get(i).content();
            for (int j = 0; j < content.size(); j++) {
                var block = content.get(j);
                if (!Origin.fits(block, traits)) {
                    foreign++;
                }
            }
        }
        if (foreign == 0) {
            return messages;
        }
        told.leftOut(Kind.REASONING, foreign, traits.how(Trait.THOUGHTS));
        var kept = new ArrayList<Message>();
        for (var message : messages) {
            kept.add(without(message, traits));
        }
        return kept;
    }

    private static Message without(Message message, Traits traits) {
        for (var block : message.content()) {
            if (!Origin.fits(block, traits)) {
                var content = message.content().stream()
                        .filter(each -> Origin.fits(each, traits))
                        .toList();
                return new Message(message.role(), content);
            }
        }
        return message;
    }
}
