package io.bedrockrelay.fit.answer;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cuts the answer where the first of the stop texts begins, for models that take none or leave it in the answer. What
/// the model says after it is not told; its end and its usage are.
final class StopCut extends HeldText {
    private final List<String> stops;
    private @Nullable String met;

    StopCut(List<String> stops, Consumer<ChatEvent> out) {
        super(out);
        this.stops = stops;
    }

    @Override
    String decide(StringBuilder held) {
        if (met != null) {
            held.setLength(0);
            return "";
        }
        int certain = held.length() - longestBeginning(held);
        int at = -1;
        for (var stop : stops) {
            int found = held.indexOf(stop);
            if (found >= 0 && (at < 0 || found < at)) {
                at = found;
                met = stop;
            }
        }
        // A stop text found may still turn out not to be the first: another one may begin before it.
        if (at >= 0 && certain <= at && certain < held.length()) {
            met = null;
            return take(held, certain);
        }
        if (at < 0) {
            return take(held, certain);
        }
        var told = take(held, at);
        held.setLength(0);
        return told;
    }

    @Override
    String rest(StringBuilder held) {
        if (met != null) {
            return "";
        }
        int at = held.length();
        for (var stop : stops) {
            int found = held.indexOf(stop);
            if (found >= 0 && found < at) {
                at = found;
                met = stop;
            }
        }
        return held.substring(0, at);
    }

    @Override
    void other(ChatEvent event, Consumer<ChatEvent> out) {
        var stop = met;
        if (stop == null || isTold(event)) {
            out.accept(event);
        } else if (event instanceof ChatEvent.Stopped stopped) {
            out.accept(new ChatEvent.Stopped(StopReason.STOP_SEQUENCE, stop, stopped.modelFields()));
        }
    }

    private static boolean isTold(ChatEvent event) {
        return event instanceof ChatEvent.BlockStopped
                || event instanceof ChatEvent.Metered
                || event instanceof ChatEvent.Failed;
    }

    /// How much of the end may be the beginning of a stop text.
    private int longestBeginning(StringBuilder held) {
        int longest = 0;
        for (var stop : stops) {
            int most = Math.min(stop.length() - 1, held.length());
            for (int length = most; length > longest; length--) {
                if (endsWith(held, stop, length)) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private static boolean endsWith(StringBuilder held, String stop, int length) {
        int from = held.length() - length;
        for (int i = 0; i < length; i++) {
            if (held.charAt(from + i) != stop.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
