package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.invoke.Chunks.Inner;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.ReplyBlock;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A reply as Anthropic's own stream of events. Made lazily.
final class AnthropicEvents {
    private static final int ARGUMENT_PIECE = 9;

    private AnthropicEvents() {}

    static Iterator<EncodedFrame> frames(ModelReply reply, Prompt prompt) {
        // Joined, not flat-mapped: an iterator of a flat-mapped stream takes each part in as a whole.
        var blocks = IntStream.range(0, reply.blocks().size())
                .mapToObj(index -> block(reply.blocks().get(index), index))
                .reduce(Stream.empty(), Stream::concat);
        return Chunks.frames(Stream.concat(Stream.concat(Stream.of(start(reply, prompt)), blocks), end(reply)));
    }

    private static Inner event(String type, ObjectNode members) {
        var event = JsonTrees.object().put("type", type);
        event.setAll(members);
        return new Inner(type, event);
    }

    private static Inner start(ModelReply reply, Prompt prompt) {
        var message = AnthropicWriter.opening(prompt);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", AnthropicWriter.usage(reply.usage(), 1));
        var members = JsonTrees.object();
        members.set("message", message);
        return event("message_start", members);
    }

    private static Stream<Inner> end(ModelReply reply) {
        var members = JsonTrees.object();
        var delta = members.putObject("delta").put("stop_reason", reply.stopReason());
        reply.stopSequence()
                .ifPresentOrElse(stop -> delta.put("stop_sequence", stop), () -> delta.putNull("stop_sequence"));
        members.putObject("usage").put("output_tokens", reply.usage().output());
        return Stream.of(
                event("message_delta", members), event("message_stop", Chunks.last(JsonTrees.object(), reply)));
    }

    private static Stream<Inner> block(ReplyBlock block, int index) {
        var opening = JsonTrees.object().put("index", index);
        opening.set("content_block", AnthropicWriter.started(block));
        return Stream.concat(
                Stream.concat(Stream.of(event("content_block_start", opening)), deltas(block, index)),
                Stream.of(event("content_block_stop", JsonTrees.object().put("index", index))));
    }

    private static Stream<Inner> deltas(ReplyBlock block, int index) {
        return switch (block) {
            case ReplyBlock.Text text -> pieces(text.pieces()).map(piece -> delta(index, "text_delta", "text", piece));
            case ReplyBlock.Cited cited ->
                Stream.concat(
                        pieces(cited.pieces()).map(piece -> delta(index, "text_delta", "text", piece)),
                        Stream.of(citation(cited, index)));
            case ReplyBlock.Reasoning reasoning ->
                Stream.concat(
                        pieces(reasoning.pieces()).map(piece -> delta(index, "thinking_delta", "thinking", piece)),
                        Stream.of(delta(index, "signature_delta", "signature", reasoning.signature())));
            case ReplyBlock.Redacted redacted -> Stream.empty();
            case ReplyBlock.ToolUse use -> arguments(use, index);
        };
    }

    private static Stream<String> pieces(Iterable<String> pieces) {
        return StreamSupport.stream(pieces.spliterator(), false);
    }

    private static Stream<Inner> arguments(ReplyBlock.ToolUse use, int index) {
        var text = use.input().isEmpty() ? "" : use.input().toString();
        var pieces = Stream.iterate(0, at -> at < text.length(), at -> at + ARGUMENT_PIECE)
                .map(at -> text.substring(at, Math.min(text.length(), at + ARGUMENT_PIECE)));
        return Stream.concat(Stream.of(""), pieces)
                .map(piece -> delta(index, "input_json_delta", "partial_json", piece));
    }

    private static Inner delta(int index, String type, String field, String value) {
        var members = JsonTrees.object().put("index", index);
        members.putObject("delta").put("type", type).put(field, value);
        return event("content_block_delta", members);
    }

    private static Inner citation(ReplyBlock.Cited cited, int index) {
        var members = JsonTrees.object().put("index", index);
        members.putObject("delta").put("type", "citations_delta").set("citation", AnthropicWriter.citation(cited));
        return event("content_block_delta", members);
    }
}
