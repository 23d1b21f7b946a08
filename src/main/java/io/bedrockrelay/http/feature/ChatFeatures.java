package io.bedrockrelay.http.feature;

import io.bedrockrelay.access.Feature;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a translated request asks for.
public final class ChatFeatures {
    private ChatFeatures() {}

    public static Set<Feature> of(ChatRequest request) {
        var asked = EnumSet.noneOf(Feature.class);
        var settings = request.settings();
        if (settings.guardrail() != null) {
            asked.add(Feature.GUARDRAIL);
        }
        if (isDear(settings.serviceTier(), "default") || isDear(settings.latency(), "standard")) {
            asked.add(Feature.TIERS);
        }
        if (settings.modelFields() != null) {
            asked.add(Feature.ADDITIONAL_FIELDS);
        }
        if (readsS3(request.system()) || request.messages().stream().anyMatch(message -> readsS3(message.content()))) {
            asked.add(Feature.S3);
        }
        return asked;
    }

    private static boolean isDear(@Nullable String wish, String usual) {
        return wish != null && !wish.equals(usual);
    }

    private static boolean readsS3(List<Block> blocks) {
        return blocks.stream().anyMatch(ChatFeatures::readsS3);
    }

    private static boolean readsS3(Block block) {
        return switch (block) {
            case Block.Image image -> image.source() instanceof Block.Source.S3;
            case Block.Document document -> document.source() instanceof Block.Source.S3;
            case Block.Video video -> video.source() instanceof Block.Source.S3;
            case Block.Audio audio -> audio.source() instanceof Block.Source.S3;
            case Block.ToolResult result -> readsS3(result.content());
            case Block.Text _, Block.ToolUse _, Block.Data _, Block.Reasoning _, Block.RedactedReasoning _ -> false;
            case Block.CachePoint _, Block.Guarded _ -> false;
        };
    }
}
