package io.bedrockrelay.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an answer says, in the words of no dialect: to hold what a client read against what was sent.
///
/// @param usage input, with what the cache had, and output tokens; null where none was told
public record Told(String text, List<Tool> tools, @Nullable Tokens usage) {
    private static final JsonMapper JSON = new JsonMapper();

    /// How many random answers each client reads.
    public static final int ANSWERS = 1_000;

    public record Tool(String id, String name, JsonNode arguments) {
        public static Tool of(String id, String name, String arguments) {
            try {
                return new Tool(id, name, JSON.readTree(arguments));
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("arguments that are no JSON: " + arguments, notJson);
            }
        }
    }

    public record Tokens(long input, long output) {}

    /// Why it ended, and what it said; no whole answer says null.
    public record Whole(StopReason reason, Told told) {}

    public static final Answering ANSWERING = new Answering(
            "req-1",
            "nova-pro",
            "amazon.nova-pro-v1:0",
            "eu.amazon.nova-pro-v1:0",
            "eu-west-1",
            "geographic",
            Instant.EPOCH,
            Echo.NOTHING);

    /// What the events say; null if they say no whole answer, or one that every dialect tells as a failure.
    public static @Nullable Whole of(List<ChatEvent> events) {
        var fold = new Fold();
        events.forEach(fold::add);
        boolean metered = events.stream().anyMatch(ChatEvent.Metered.class::isInstance);
        return switch (fold.outcome()) {
            case Fold.Outcome.Failed _ -> null;
            case Fold.Outcome.Whole(Reply reply) ->
                reply.stopReason().malformed() ? null : new Whole(reply.stopReason(), told(reply, metered));
        };
    }

    private static Told told(Reply reply, boolean metered) {
        var usage = reply.usage();
        return new Told(
                reply.content().stream()
                        .map(block -> block instanceof Block.Text text ? text.text() : "")
                        .collect(Collectors.joining()),
                reply.content().stream()
                        .filter(Block.ToolUse.class::isInstance)
                        .map(Block.ToolUse.class::cast)
                        .map(call ->
                                Tool.of(call.id(), call.name(), call.input().text()))
                        .toList(),
                metered ? new Tokens(usage.allInput(), usage.output()) : null);
    }

    /// The stream that the server would send, keep-alives at some of the boundaries where they are allowed.
    public static String encoded(List<ChatEvent> events, StreamEncoder encoder) {
        var out = new JsonWriter();
        int count = 0;
        boolean failed = false;
        for (var event : events) {
            encoder.event(event, out);
            failed |= event instanceof ChatEvent.Failed || malformed(event);
            if (!failed && count++ % 3 == 0) {
                encoder.keepAlive(out);
            }
        }
        if (!(events.getLast() instanceof ChatEvent.Failed)) {
            encoder.end(out);
        }
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static boolean malformed(ChatEvent event) {
        return event instanceof ChatEvent.Stopped stopped && stopped.reason().malformed();
    }
}
