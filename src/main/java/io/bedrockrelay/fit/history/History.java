package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Traits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of a request as a model takes them.
///
/// @param beginning what the answer has to begin with, since the model cannot go on with it; null for nothing
public record History(List<Message> messages, @Nullable String beginning) {

    /// The same list of messages where nothing is to be done. It may come out empty where nobody said anything.
    ///
    /// @param tools whether the request offers tools
    public static History of(List<Message> messages, boolean tools, Traits traits, Told told) {
        var own = OwnThoughts.of(messages, traits, told);
        var turns = Turns.of(SpokenCalls.of(own, tools, traits, told));
        if (turns.isEmpty()) {
            return new History(turns, null);
        }
        if (Calls.hasCalls(turns)) {
            turns = CallIds.of(Calls.of(turns, told), traits.manner().toolIds());
        }
        turns = Media.of(turns, told);
        if (Calls.hasCalls(turns)) {
            turns = Results.of(turns, traits, told);
        }
        turns = Ends.begun(turns, traits, told);
        var beginning = Ends.beginning(turns, traits);
        if (beginning == null) {
            return new History(Ends.trimmed(turns, told), null);
        }
        told.changed(Kind.PREFILL, "instruction");
        return new History(Ends.withoutLast(turns), beginning.isEmpty() ? null : beginning);
    }

    /// Whether tools were called in the conversation.
    public boolean hasCalls() {
        return Calls.hasCalls(messages);
    }

    /// Whether the last turn of the assistant called a tool without a thought before it, which a model that thinks does
    /// not take for its own.
    public boolean lacksLastThought() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            var message = messages.get(i);
            if (message.role() == Role.ASSISTANT) {
                return message.content().stream().anyMatch(Block.ToolUse.class::isInstance)
                        && !(message.content().getFirst() instanceof Block.Reasoning)
                        && !(message.content().getFirst() instanceof Block.RedactedReasoning);
            }
        }
        return false;
    }
}
