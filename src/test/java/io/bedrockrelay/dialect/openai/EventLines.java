package io.bedrockrelay.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Events as lines: a word, then JSON values. Lines that begin with `#` are remarks.
public final class EventLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private EventLines() {}

    public static List<ChatEvent> parse(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(EventLines::event)
                .toList();
    }

    private static ChatEvent event(String line) {
        int space = line.indexOf(' ');
        var word = space < 0 ? line : line.substring(0, space);
        var values = values(space < 0 ? "" : line.substring(space));
        return switch (word) {
            case "started" -> new ChatEvent.Started();
            case "text" -> new ChatEvent.Text(number(values, 0), text(values, 1));
            case "reasoning" -> new ChatEvent.Reasoning(number(values, 0), text(values, 1));
            case "signature" -> new ChatEvent.Signature(number(values, 0), text(values, 1));
            case "redacted" -> new ChatEvent.Redacted(number(values, 0), text(values, 1));
            case "tool" -> new ChatEvent.ToolStarted(number(values, 0), text(values, 1), text(values, 2));
            case "input" -> new ChatEvent.ToolInput(number(values, 0), text(values, 1));
            case "cited" -> new ChatEvent.Cited(number(values, 0), citation(values.get(1)));
            case "block-stopped" -> new ChatEvent.BlockStopped(number(values, 0));
            case "stopped" ->
                new ChatEvent.Stopped(
                        StopReason.fromWire(text(values, 0)),
                        null,
                        values.size() > 1 ? new Json(values.get(1).toString()) : null);
            case "metered" -> metered(values.getFirst());
            case "throttled" -> new ChatEvent.Failed(new Failure.Throttled(text(values, 0), null, null));
            case "rejected" -> new ChatEvent.Failed(new Failure.Rejected(text(values, 0), null));
            case "broken" -> new ChatEvent.Failed(new Failure.Broken(text(values, 0)));
            default -> throw new IllegalArgumentException("no event is called " + word);
        };
    }

    private static ChatEvent metered(JsonNode node) {
        var usage = new Usage(
                node.path("input").asLong(),
                node.path("output").asLong(),
                node.path("total").asLong(),
                node.path("cacheRead").asLong(),
                node.path("cacheWrite").asLong(),
                node.path("cacheWriteOneHour").asLong());
        var trace = node.has("trace") ? new Json(node.path("trace").toString()) : null;
        return new ChatEvent.Metered(
                usage,
                42,
                trace,
                node.path("serviceTier").textValue(),
                node.path("latency").textValue());
    }

    private static Citation citation(JsonNode node) {
        var passages =
                node.path("passages").valueStream().map(JsonNode::textValue).toList();
        var location = node.has("location") ? new Json(node.path("location").toString()) : null;
        return new Citation(node.path("title").textValue(), node.path("source").textValue(), passages, location);
    }

    private static List<JsonNode> values(String json) {
        try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(json)) {
            return values.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(List<JsonNode> values, int at) {
        return values.get(at).intValue();
    }

    private static String text(List<JsonNode> values, int at) {
        return values.get(at).textValue();
    }
}
