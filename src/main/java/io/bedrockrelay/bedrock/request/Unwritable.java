package io.bedrockrelay.bedrock.request;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what Bedrock cannot be told, before anything is sent, so that the error names the caller's own field.
final class Unwritable {
    private static final String REMEDY =
            "Bedrock fetches no URLs: send the content itself in base64 (a data URL), or" + " an s3:// URI.";

    private Unwritable() {}

    static Failure.@Nullable Invalid of(ChatRequest request) {
        var found = in(request.system(), "system");
        for (int i = 0; found == null && i < request.messages().size(); i++) {
            found = in(request.messages().get(i).content(), "messages[" + i + "].content");
        }
        return found;
    }

    private static Failure.@Nullable Invalid in(List<Block> content, String path) {
        for (int i = 0; i < content.size(); i++) {
            var found = in(content.get(i), path + "[" + i + "]");
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Failure.@Nullable Invalid in(Block block, String path) {
        boolean system = path.startsWith("system");
        return switch (block) {
            case Block.Text _, Block.Guarded _, Block.CachePoint _ -> null;
            case Block.Image image -> system ? noPlace(path, "an image") : medium(image.source(), path);
            case Block.Document document -> system ? noPlace(path, "a document") : source(document.source());
            case Block.Video video -> system ? noPlace(path, "a video") : medium(video.source(), path);
            case Block.Audio audio -> system ? noPlace(path, "audio") : medium(audio.source(), path);
            case Block.ToolUse use -> system ? noPlace(path, "a tool call") : input(use, path);
            case Block.ToolResult result -> system ? noPlace(path, "a tool result") : result(result, path);
            case Block.Data _ -> noPlace(path, "a JSON value outside a tool result");
            case Block.Reasoning _, Block.RedactedReasoning _ -> system ? noPlace(path, "reasoning") : null;
        };
    }

    private static Failure.@Nullable Invalid result(Block.ToolResult result, String path) {
        for (int i = 0; i < result.content().size(); i++) {
            var inner = path + ".content[" + i + "]";
            var found =
                    switch (result.content().get(i)) {
                        case Block.Text _, Block.Data _, Block.CachePoint _ -> null;
                        case Block.Image image -> medium(image.source(), inner);
                        case Block.Document document -> source(document.source());
                        case Block.Video video -> medium(video.source(), inner);
                        case Block.Audio _, Block.ToolUse _, Block.ToolResult _ ->
                            noPlace(inner, "such a block in a tool result");
                        case Block.Reasoning _, Block.RedactedReasoning _, Block.Guarded _ ->
                            noPlace(inner, "such a block in a tool result");
                    };
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Failure.@Nullable Invalid input(Block.ToolUse use, String path) {
        return use.input().text().stripLeading().startsWith("{")
                ? null
                : new Failure.Invalid(path + ".input", "The arguments of a tool call have to be a JSON object.");
    }

    private static Failure.@Nullable Invalid medium(Block.Source source, String path) {
        return source instanceof Block.Source.PlainText
                ? noPlace(path, "plain text as the bytes of a medium")
                : source(source);
    }

    private static Failure.@Nullable Invalid source(Block.Source source) {
        return source instanceof Block.Source.Url url ? new Failure.Invalid(url.field(), REMEDY) : null;
    }

    private static Failure.Invalid noPlace(String path, String what) {
        return new Failure.Invalid(path, "Bedrock has no place for " + what + " here: move it or leave it out.");
    }
}
