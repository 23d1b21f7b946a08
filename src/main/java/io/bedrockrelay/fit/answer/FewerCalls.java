package io.bedrockrelay.fit.answer;

import io.bedrockrelay.chat.answer.ChatEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Leaves out calls of tools beyond as many as the caller wants: no model but Claude can be told.
final class FewerCalls implements Consumer<ChatEvent> {
    private final int most;
    private final Consumer<ChatEvent> out;
    private final Set<Integer> dropped = new HashSet<>();
    private int calls;

    FewerCalls(int most, Consumer<ChatEvent> out) {
        this.most = most;
        this.out = out;
    }

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.ToolStarted started -> {
                if (calls++ >= most) {
                    dropped.add(started.index());
                } else {
                    out.accept(event);
                }
            }
            case ChatEvent.ToolInput input -> {
                if (!dropped.contains(input.index())) {
                    out.accept(event);
                }
            }
            case ChatEvent.BlockStopped stopped -> {
                if (!dropped.remove(stopped.index())) {
                    out.accept(event);
                }
            }
            case ChatEvent.Started _, ChatEvent.Text _, ChatEvent.Reasoning _, ChatEvent.Signature _ ->
                out.accept(event);
            case ChatEvent.Redacted _, ChatEvent.Cited _, ChatEvent.Stopped _, ChatEvent.Metered _ -> out.accept(event);
            case ChatEvent.Failed _ -> out.accept(event);
        }
    }
}
