package io.bedrockrelay.fit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.fit.traits.IdForm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Ids of calls in the form that a model takes, the same for the same id every time. An id that fits stays: it may be
/// one that the model itself gave.
@SuppressWarnings("ReferenceEquality") // the same object: nothing was changed
final class CallIds {
    private static final int NINE = 9;
    private static final int LONGEST = 64;

    private CallIds() {}

    static List<Message> of(List<Message> messages, IdForm form) {
        if (form == IdForm.ANY) {
            return messages;
        }
        var renamed = new ArrayList<Message>(messages.size());
        boolean changed = false;
        for (var message : messages) {
            var other = of(message, form);
            changed |= other != message;
            renamed.add(other);
        }
        return changed ? renamed : messages;
    }

    private static Message of(Message message, IdForm form) {
        boolean changed = false;
        var content = new ArrayList<Block>(message.content().size());
        for (var block : message.content()) {
            var other =
                    switch (block) {
                        case Block.ToolUse use
                        when !fits(use.id(), form) -> new Block.ToolUse(made(use.id(), form), use.name(), use.input());
                        case Block.ToolResult result
                        when !fits(result.toolUseId(), form) ->
                            new Block.ToolResult(made(result.toolUseId(), form), result.content(), result.error());
                        default -> block;
                    };
            changed |= other != block;
            content.add(other);
        }
        return changed ? new Message(message.role(), content) : message;
    }

    private static boolean fits(String id, IdForm form) {
        if (id.isEmpty() || id.length() > LONGEST || (form == IdForm.NINE && id.length() != NINE)) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && (form == IdForm.NINE || (c != '_' && c != '-'))) {
                return false;
            }
        }
        return true;
    }

    private static String made(String id, IdForm form) {
        var low = new CRC32();
        low.update(id.getBytes(UTF_8));
        var high = new CRC32();
        high.update((id + "#").getBytes(UTF_8));
        var text = BigInteger.valueOf(high.getValue())
                .shiftLeft(Integer.SIZE)
                .add(BigInteger.valueOf(low.getValue()))
                .toString(Character.MAX_RADIX);
        return form == IdForm.NINE ? ("000000000" + text).substring(text.length()) : "call_" + text;
    }
}
