package io.bedrockrelay.bedrock.request;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Tool;
import java.util.List;

/// How large the body of a request becomes, known before it is written. Stateless.
public final class RequestSize {
    private static final int BRACES = 32;

    private RequestSize() {}

    /// Characters of everything that may be long. Those outside of ASCII and those that are escaped take more bytes.
    public static long of(ChatRequest request) {
        long size = of(request.system());
        for (var message : request.messages()) {
            size += BRACES + of(message.content());
        }
        for (var tool : request.tools()) {
            size += BRACES;
            if (tool instanceof Tool.Function function) {
                var description = function.description();
                size += function.schema().text().length() + (description == null ? 0 : description.length());
            }
        }
        return size;
    }

    private static long of(List<Block> blocks) {
        long size = 0;
        for (var block : blocks) {
            size += BRACES + of(block);
        }
        return size;
    }

    private static long of(Block block) {
        return switch (block) {
            case Block.Text text -> text.text().length();
            case Block.Guarded guarded -> guarded.text().length();
            case Block.Image image -> of(image.source());
            case Block.Document document -> of(document.source());
            case Block.Video video -> of(video.source());
            case Block.Audio audio -> of(audio.source());
            case Block.ToolUse use -> use.input().text().length();
            case Block.ToolResult result -> of(result.content());
            case Block.Data data -> data.value().text().length();
            case Block.Reasoning reasoning -> reasoning.text().length();
            case Block.RedactedReasoning reasoning -> reasoning.base64().length();
            case Block.CachePoint _ -> 0;
        };
    }

    private static long of(Block.Source source) {
        return switch (source) {
            case Block.Source.Base64 base64 -> base64.data().length();
            case Block.Source.PlainText plain -> plain.text().length();
            case Block.Source.S3 _, Block.Source.Url _ -> BRACES;
        };
    }
}
