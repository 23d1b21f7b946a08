package io.bedrockrelay.chat.answer;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole answer: what a non-streaming call gives, or what a stream adds up to.
public record Reply(
        List<Block> content,
        StopReason stopReason,
        @Nullable String stopSequence,
        @Nullable Json modelFields,
        Usage usage,
        long latencyMs,
        @Nullable Json trace,
        @Nullable String serviceTier,
        @Nullable String latency) {
    public Reply {
        content = List.copyOf(content);
    }

    /// The same answer told as a stream, one delta per block: serves streaming clients of models that cannot stream.
    public List<ChatEvent> asEvents() {
        var events = new ArrayList<ChatEvent>();
        events.add(new ChatEvent.Started());
        for (int index = 0; index < content.size(); index++) {
            if (tell(content.get(index), index, events)) {
                events.add(new ChatEvent.BlockStopped(index));
            }
        }
        events.add(new ChatEvent.Stopped(stopReason, stopSequence, modelFields));
        events.add(new ChatEvent.Metered(usage, latencyMs, trace, serviceTier, latency));
        return List.copyOf(events);
    }

    private static boolean tell(Block block, int index, List<ChatEvent> events) {
        switch (block) {
            case Block.Text text -> {
                events.add(new ChatEvent.Text(index, text.text()));
                text.citations().forEach(citation -> events.add(new ChatEvent.Cited(index, citation)));
            }
            case Block.Reasoning reasoning -> {
                events.add(new ChatEvent.Reasoning(index, reasoning.text()));
                if (reasoning.signature() != null) {
                    events.add(new ChatEvent.Signature(index, reasoning.signature()));
                }
            }
            case Block.RedactedReasoning redacted -> events.add(new ChatEvent.Redacted(index, redacted.base64()));
            case Block.ToolUse call -> {
                events.add(new ChatEvent.ToolStarted(index, call.id(), call.name()));
                events.add(new ChatEvent.ToolInput(index, call.input().text()));
            }
            // A model's answer holds none of these today; a stream has no event for them.
            case Block.Image _, Block.Document _, Block.Video _, Block.Audio _, Block.ToolResult _ -> {
                return false;
            }
            case Block.Data _, Block.CachePoint _, Block.Guarded _ -> {
                return false;
            }
        }
        return true;
    }
}
