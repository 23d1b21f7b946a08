package io.bedrockrelay.fit.answer;

import io.bedrockrelay.chat.answer.ChatEvent;
import java.util.function.Consumer;

/// Sees that the answer's text begins with what the caller had written of it already: a model that cannot go on with
/// a text is told to begin with it, and may or may not do so.
final class Prefix extends HeldText {
    private final String prefix;
    private boolean done;

    Prefix(String prefix, Consumer<ChatEvent> out) {
        super(out);
        this.prefix = prefix;
    }

    @Override
    String decide(StringBuilder held) {
        if (done) {
            return take(held, held.length());
        }
        int start = blanks(held);
        var said = held.substring(start);
        if (said.length() < prefix.length() && prefix.startsWith(said)) {
            return "";
        }
        return rest(held);
    }

    @Override
    String rest(StringBuilder held) {
        if (done) {
            return held.toString();
        }
        done = true;
        int start = blanks(held);
        var said = held.substring(start);
        held.setLength(0);
        return said.startsWith(prefix) ? said : prefix + said;
    }

    @Override
    void other(ChatEvent event, Consumer<ChatEvent> out) {
        out.accept(event);
    }

    private static int blanks(StringBuilder held) {
        int start = 0;
        while (start < held.length() && Character.isWhitespace(held.charAt(start))) {
            start++;
        }
        return start;
    }
}
