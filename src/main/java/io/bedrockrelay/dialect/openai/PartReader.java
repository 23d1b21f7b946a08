package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a message: a string, or an array of parts. `cache_control` on a part, as Anthropic's clients send
/// it, becomes a cache point behind the part.
public final class PartReader {
    private PartReader() {}

    /// Who speaks decides what can be said: only users and tools send media.
    public enum Speaker {
        SYSTEM("text"),
        USER("text, image_url, file, input_audio"),
        ASSISTANT("text, refusal, thinking, redacted_thinking"),
        TOOL("text, image_url, file");

        private final String parts;

        Speaker(String parts) {
            this.parts = parts;
        }

        private boolean says(String part) {
            return List.of(parts.split(", ")).contains(part);
        }
    }

    public static List<Block> content(Field content, Speaker speaker) {
        if (!content.isArray()) {
            var text = content.text();
            return text.isEmpty() ? List.of() : List.of(new Block.Text(text));
        }
        var blocks = new ArrayList<Block>();
        for (var part : content.elements()) {
            blocks.add(part(part, speaker));
            var mark = cachePoint(part.get("cache_control"));
            if (mark != null) {
                blocks.add(mark);
            }
        }
        return blocks;
    }

    public static Block.@Nullable CachePoint cachePoint(Field control) {
        if (!control.present()) {
            return null;
        }
        var type = control.get("type");
        if (!type.text().equals("ephemeral")) {
            throw type.mistake("must be 'ephemeral'");
        }
        var ttl = control.get("ttl");
        var time = ttl.textOrNull();
        if (time != null && !time.equals("5m") && !time.equals("1h")) {
            throw ttl.mistake("must be 5m or 1h");
        }
        return new Block.CachePoint(time);
    }

    private static Block part(Field part, Speaker speaker) {
        var type = part.get("type");
        var name = type.text();
        if (!speaker.says(name)) {
            throw type.mistake("must be one of " + speaker.parts);
        }
        return switch (name) {
            case "text" -> new Block.Text(part.get("text").text());
            case "refusal" -> new Block.Text(part.get("refusal").text());
            case "thinking" -> new Block.Reasoning(part.get("thinking").textOr(""), signature(part));
            case "redacted_thinking" ->
                new Block.RedactedReasoning(part.get("data").nonBlankText());
            case "image_url" -> Media.image(part.get("image_url"));
            case "file" -> Media.file(part.get("file"));
            case "input_audio" -> Media.audio(part.get("input_audio"));
            default -> throw type.mistake("must be one of " + speaker.parts);
        };
    }

    private static @Nullable String signature(Field thinking) {
        var signature = thinking.get("signature").textOr("");
        return signature.isEmpty() ? null : signature;
    }
}
