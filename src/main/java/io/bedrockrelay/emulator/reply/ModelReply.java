package io.bedrockrelay.emulator.reply;

import java.util.List;
import java.util.Optional;

/// A whole reply.
///
/// @param stopReason   in Converse's spelling
/// @param stopSequence the sequence that ended it
public record ModelReply(List<ReplyBlock> blocks, String stopReason, Optional<String> stopSequence, Usage usage) {
    public ModelReply {
        blocks = List.copyOf(blocks);
    }

    /// The same as models tell it whose thoughts are not signed.
    public ModelReply withoutProofs() {
        var plain = blocks.stream()
                .map(block -> block instanceof ReplyBlock.Reasoning thought
                        ? new ReplyBlock.Reasoning(thought.pieces(), "")
                        : block)
                .toList();
        return new ModelReply(plain, stopReason, stopSequence, usage);
    }

    /// Tokens counted.
    ///
    /// @param input tokens of the prompt that were neither read from nor written to the cache
    public record Usage(int input, int output, PromptCache.Counts cache) {
        public int total() {
            return input + output + cache.read() + cache.written();
        }
    }

    /// A latency that belongs to the reply, so that the same question gives the same bytes.
    public int latencyMillis() {
        return 200 + usage.output() * 7;
    }
}
