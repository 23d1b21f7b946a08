package io.bedrockrelay.fit.answer;

import io.bedrockrelay.chat.answer.ChatEvent;
import java.util.function.Consumer;

/// A stage that may hold back text of the block that is being told. Subclasses decide about each piece; whatever else
/// happens, what was held back comes before it.
abstract class HeldText implements Consumer<ChatEvent> {
    private static final int NO_BLOCK = -1;

    private final Consumer<ChatEvent> out;
    private final StringBuilder held = new StringBuilder();
    private int index = NO_BLOCK;

    HeldText(Consumer<ChatEvent> out) {
        this.out = out;
    }

    @Override
    public final void accept(ChatEvent event) {
        if (event instanceof ChatEvent.Text text) {
            if (text.index() != index) {
                close();
                index = text.index();
            }
            held.append(text.text());
            tell(decide(held));
            return;
        }
        // A citation belongs to the block whose text is held back, and a failure ends everything.
        if (!(event instanceof ChatEvent.Cited)) {
            close();
        }
        other(event, out);
    }

    /// What of the text is certain; it is to be taken out of `held`.
    abstract String decide(StringBuilder held);

    /// The block is over: what the rest of its text comes to.
    abstract String rest(StringBuilder held);

    abstract void other(ChatEvent event, Consumer<ChatEvent> out);

    private void close() {
        if (index != NO_BLOCK) {
            tell(rest(held));
            held.setLength(0);
            index = NO_BLOCK;
        }
    }

    private void tell(String text) {
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Text(index, text));
        }
    }

    /// Takes text away from the front.
    static String take(StringBuilder held, int length) {
        var taken = held.substring(0, length);
        held.delete(0, length);
        return taken;
    }
}
