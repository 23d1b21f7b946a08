package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.reply.ReplyBlock;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.Frames;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A reply as ConverseStream sends it: only tool use opens its block, metadata follows the stop. Made lazily.
public final class ConverseEvents {
    private static final int ARGUMENT_PIECE = 9;

    private ConverseEvents() {}

    /// An event and its type.
    public record Event(String type, ObjectNode payload) {}

    public static Iterator<EncodedFrame> frames(ModelReply reply, ObjectNode request) {
        var padding = new AtomicInteger();
        return events(reply, request)
                .map(event -> new EncodedFrame(
                        event.type(), Frames.event(event.type(), event.payload(), padding.incrementAndGet())))
                .iterator();
    }

    /// The events without their frames.
    public static Stream<Event> events(ModelReply reply, ObjectNode request) {
        var start = new Event("messageStart", JsonTrees.object().put("role", "assistant"));
        // Joined, not flat-mapped: an iterator of a flat-mapped stream takes each part in as a whole.
        var blocks = IntStream.range(0, reply.blocks().size())
                .mapToObj(index -> block(reply.blocks().get(index), index))
                .reduce(Stream.empty(), Stream::concat);
        return Stream.concat(Stream.concat(Stream.of(start), blocks), end(reply, request));
    }

    private static Stream<Event> end(ModelReply reply, ObjectNode request) {
        var stop = JsonTrees.object().put("stopReason", reply.stopReason());
        ConverseAnswerWriter.additional(reply, request, stop);
        var metadata = JsonTrees.object();
        metadata.putObject("metrics").put("latencyMs", reply.latencyMillis());
        ConverseAnswerWriter.closing(reply, request, metadata);
        return Stream.of(new Event("messageStop", stop), new Event("metadata", metadata));
    }

    private static Stream<Event> block(ReplyBlock block, int index) {
        var stop = new Event("contentBlockStop", JsonTrees.object().put("contentBlockIndex", index));
        return Stream.concat(opened(block, index), Stream.of(stop));
    }

    private static Stream<Event> opened(ReplyBlock block, int index) {
        return switch (block) {
            case ReplyBlock.Text text -> pieces(text.pieces()).map(piece -> delta(index, at -> at.put("text", piece)));
            case ReplyBlock.Cited cited ->
                Stream.concat(
                        pieces(cited.pieces()).map(piece -> delta(index, at -> at.put("text", piece))),
                        Stream.of(delta(index, at -> {
                            at.set("citation", ConverseAnswerWriter.citation(cited.source(), cited.quote()));
                            return at;
                        })));
            case ReplyBlock.Reasoning reasoning ->
                Stream.concat(
                        pieces(reasoning.pieces()).map(piece -> reasoning(index, "text", piece)),
                        reasoning.signature().isEmpty()
                                ? Stream.of()
                                : Stream.of(reasoning(index, "signature", reasoning.signature())));
            case ReplyBlock.Redacted redacted -> Stream.of(reasoning(index, "redactedContent", redacted.data()));
            case ReplyBlock.ToolUse use -> Stream.concat(Stream.of(start(use, index)), arguments(use, index));
        };
    }

    private static Stream<String> pieces(Iterable<String> pieces) {
        return StreamSupport.stream(pieces.spliterator(), false);
    }

    private static Event start(ReplyBlock.ToolUse use, int index) {
        var payload = JsonTrees.object().put("contentBlockIndex", index);
        payload.putObject("start").putObject("toolUse").put("name", use.tool()).put("toolUseId", use.id());
        return new Event("contentBlockStart", payload);
    }

    /// Arguments in pieces of JSON text, the first one empty as in captures. A call without arguments has no more
    /// than that.
    private static Stream<Event> arguments(ReplyBlock.ToolUse use, int index) {
        var text = use.input().isEmpty() ? "" : use.input().toString();
        var pieces = Stream.iterate(0, at -> at < text.length(), at -> at + ARGUMENT_PIECE)
                .map(at -> text.substring(at, Math.min(text.length(), at + ARGUMENT_PIECE)));
        return Stream.concat(Stream.of(""), pieces)
                .map(piece -> delta(index, at -> {
                    at.putObject("toolUse").put("input", piece);
                    return at;
                }));
    }

    private static Event reasoning(int index, String field, String value) {
        return delta(index, at -> {
            at.putObject("reasoningContent").put(field, value);
            return at;
        });
    }

    private static Event delta(int index, UnaryOperator<ObjectNode> fill) {
        var payload = JsonTrees.object().put("contentBlockIndex", index);
        payload.set("delta", fill.apply(JsonTrees.object()));
        return new Event("contentBlockDelta", payload);
    }
}
