package io.bedrockrelay.chat.answer;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds the events of one stream up to a whole reply. One per stream, used by one thread at a time, in order.
public final class Fold {
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable Open open;
    private ChatEvent.@Nullable Stopped stopped;
    private ChatEvent.@Nullable Metered metered;
    private @Nullable Failure failure;

    /// What the events added up to.
    public sealed interface Outcome {
        record Whole(Reply reply) implements Outcome {}

        /// The stream failed, or ended without telling why the model stopped.
        record Failed(Failure failure) implements Outcome {}
    }

    public void add(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started _ -> {}
            case ChatEvent.ToolStarted tool -> {
                close();
                open = new Open(tool.index(), tool);
            }
            case ChatEvent.Text text -> open(text.index()).text.append(text.text());
            case ChatEvent.Reasoning reasoning -> open(reasoning.index()).reason(reasoning.text());
            case ChatEvent.Signature signature -> open(signature.index()).sign(signature.signature());
            case ChatEvent.Redacted redacted -> open(redacted.index()).redact(redacted.base64());
            case ChatEvent.ToolInput input -> open(input.index()).input.append(input.json());
            case ChatEvent.Cited cited -> open(cited.index()).citations.add(cited.citation());
            case ChatEvent.BlockStopped _ -> close();
            case ChatEvent.Stopped stop -> {
                close();
                stopped = stop;
            }
            case ChatEvent.Metered meter -> metered = meter;
            case ChatEvent.Failed failed -> failure = failed.failure();
        }
    }

    /// The outcome of everything added so far; call it once the stream has ended.
    public Outcome outcome() {
        if (failure != null) {
            return new Outcome.Failed(failure);
        }
        var end = stopped;
        if (end == null) {
            return new Outcome.Failed(new Failure.Broken("The answer ended before the model had finished."));
        }
        var cost = metered == null ? new ChatEvent.Metered(Usage.NONE, -1, null, null, null) : metered;
        return new Outcome.Whole(new Reply(
                blocks,
                end.reason(),
                end.stopSequence(),
                end.modelFields(),
                cost.usage(),
                cost.latencyMs(),
                cost.trace(),
                cost.serviceTier(),
                cost.latency()));
    }

    private Open open(int index) {
        var current = open;
        if (current == null || current.index != index) {
            close();
            current = new Open(index, null);
            open = current;
        }
        return current;
    }

    private void close() {
        if (open != null) {
            open.addTo(blocks);
            open = null;
        }
    }

    /// The block being told at the moment.
    private static final class Open {
        private final int index;
        private final ChatEvent.@Nullable ToolStarted tool;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder input = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final List<Citation> citations = new ArrayList<>();
        private @Nullable String signature;
        private @Nullable StringBuilder redacted;
        private boolean reasoned;

        private Open(int index, ChatEvent.@Nullable ToolStarted tool) {
            this.index = index;
            this.tool = tool;
        }

        private void reason(String piece) {
            reasoned = true;
            reasoning.append(piece);
        }

        private void sign(String proof) {
            reasoned = true;
            signature = signature == null ? proof : signature + proof;
        }

        private void redact(String piece) {
            redacted = (redacted == null ? new StringBuilder() : redacted).append(piece);
        }

        private void addTo(List<Block> blocks) {
            if (reasoned) {
                blocks.add(new Block.Reasoning(reasoning.toString(), signature));
            }
            if (redacted != null) {
                blocks.add(new Block.RedactedReasoning(redacted.toString()));
            }
            if (tool != null) {
                // A call without arguments sends no piece at all, or an empty one; its input is still an object.
                var json = input.toString().isBlank() ? Json.EMPTY_OBJECT : new Json(input.toString());
                blocks.add(new Block.ToolUse(tool.id(), tool.name(), json));
            } else if (!text.isEmpty() || !citations.isEmpty()) {
                blocks.add(new Block.Text(text.toString(), citations));
            }
        }
    }
}
