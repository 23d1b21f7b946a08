package io.bedrockrelay.fit.answer;

import io.bedrockrelay.chat.answer.ChatEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the arguments of a tool the text of the answer, for models that have no schema for answers. What such a model
/// says besides is not told. Where it calls nothing and answers in text, the text is told in the end, without the fence
/// that models put around JSON.
final class JsonText implements Consumer<ChatEvent> {
    /// More than any model says; beyond it the text is told as it is rather than held.
    private static final int MOST_HELD = 1 << 22;
    private static final int NONE = -1;

    private final @Nullable String tool;
    private final Consumer<ChatEvent> out;
    private final StringBuilder held = new StringBuilder();
    private int heldIndex = NONE;
    private int json = NONE;
    private int ignored = NONE;
    private boolean empty;
    private boolean called;
    private boolean answered;

    JsonText(@Nullable String tool, Consumer<ChatEvent> out) {
        this.tool = tool;
        this.out = out;
    }

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Text text -> hold(text);
            case ChatEvent.ToolStarted started -> start(started);
            case ChatEvent.ToolInput input -> input(input);
            case ChatEvent.BlockStopped stopped -> stop(stopped);
            case ChatEvent.Stopped _ -> {
                release();
                out.accept(event);
            }
            case ChatEvent.Failed _ -> out.accept(event);
            // They point at text that is not told.
            case ChatEvent.Cited _ -> {}
            case ChatEvent.Started _, ChatEvent.Reasoning _, ChatEvent.Signature _, ChatEvent.Redacted _ ->
                out.accept(event);
            case ChatEvent.Metered _ -> out.accept(event);
        }
    }

    private void hold(ChatEvent.Text text) {
        if (called || answered) {
            return;
        }
        heldIndex = heldIndex == NONE ? text.index() : heldIndex;
        held.append(text.text());
        if (held.length() > MOST_HELD) {
            out.accept(new ChatEvent.Text(heldIndex, held.toString()));
            held.setLength(0);
        }
    }

    private void start(ChatEvent.ToolStarted started) {
        if (!started.name().equals(tool)) {
            called = true;
            out.accept(started);
        } else if (!answered) {
            json = started.index();
            empty = true;
            answered = true;
        } else {
            ignored = started.index();
        }
    }

    private void input(ChatEvent.ToolInput input) {
        if (input.index() == ignored) {
            return;
        }
        if (input.index() != json) {
            out.accept(input);
        } else if (!input.json().isEmpty()) {
            empty = false;
            out.accept(new ChatEvent.Text(json, input.json()));
        }
    }

    private void stop(ChatEvent.BlockStopped stopped) {
        if (stopped.index() == ignored) {
            ignored = NONE;
            return;
        }
        if (stopped.index() == json) {
            if (empty) {
                out.accept(new ChatEvent.Text(json, "{}"));
            }
            json = NONE;
        }
        if (stopped.index() != heldIndex) {
            out.accept(stopped);
        }
    }

    private void release() {
        if (heldIndex != NONE && !answered && !called && !held.isEmpty()) {
            out.accept(new ChatEvent.Text(heldIndex, bare(held.toString())));
            out.accept(new ChatEvent.BlockStopped(heldIndex));
        }
        held.setLength(0);
    }

    /// Without a fence of three backticks, and without words before and after it.
    static String bare(String text) {
        int open = text.indexOf("```");
        int line = open < 0 ? -1 : text.indexOf('\n', open);
        int close = line < 0 ? -1 : text.lastIndexOf("```");
        return close > line ? text.substring(line + 1, close).strip() : text.strip();
    }
}
