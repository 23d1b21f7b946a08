package io.bedrockrelay.dialect.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events written one a line: the kind, the index, and the rest separated by `|`.
final class Script {
    private Script() {}

    static List<ChatEvent> read(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Script::event).toList();
    }

    private static ChatEvent event(String line) {
        var parts = line.split("\\|", -1);
        return switch (parts[0]) {
            case "started" -> new ChatEvent.Started();
            case "tool" -> new ChatEvent.ToolStarted(index(parts), parts[2], parts[3]);
            case "text" -> new ChatEvent.Text(index(parts), unescaped(parts[2]));
            case "reasoning" -> new ChatEvent.Reasoning(index(parts), unescaped(parts[2]));
            case "signature" -> new ChatEvent.Signature(index(parts), parts[2]);
            case "redacted" -> new ChatEvent.Redacted(index(parts), parts[2]);
            case "input" -> new ChatEvent.ToolInput(index(parts), parts[2]);
            case "cited" ->
                new ChatEvent.Cited(
                        index(parts), new Citation(parts[2], parts[3], List.of(parts[4]), new Json(parts[5])));
            case "block-stopped" -> new ChatEvent.BlockStopped(index(parts));
            case "stopped" -> new ChatEvent.Stopped(StopReason.fromWire(parts[1]), third(parts), null);
            case "metered" ->
                metered(Arrays.stream(parts).skip(1).mapToLong(Long::parseLong).toArray());
            case "failed" -> new ChatEvent.Failed(new Failure.Broken(parts[1]));
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static ChatEvent metered(long[] counts) {
        return new ChatEvent.Metered(
                new Usage(counts[0], counts[1], counts[0] + counts[1], counts[2], counts[3], counts[4]),
                12,
                null,
                null,
                null);
    }

    private static int index(String[] parts) {
        return Integer.parseInt(parts[1]);
    }

    private static @Nullable String third(String[] parts) {
        return parts.length > 2 ? parts[2] : null;
    }

    /// `\uD83D` stands for that char, so that half a character can be written.
    private static String unescaped(String text) {
        try {
            return new JsonMapper().readTree('"' + text + '"').textValue();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
