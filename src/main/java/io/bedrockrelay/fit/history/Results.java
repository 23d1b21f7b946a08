package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;

/// What a result may hold, and what may stand beside it.
final class Results {
    private static final String BETWEEN = ".";

    private Results() {}

    /// The messages, with more turns where a model wants results alone.
    static List<Message> of(List<Message> messages, Traits traits, Told told) {
        var fitted = new ArrayList<Message>(messages.size());
        boolean changed = false;
        for (var message : messages) {
            if (message.role() == Role.ASSISTANT || !(message.content().getFirst() instanceof Block.ToolResult)) {
                fitted.add(message);
                continue;
            }
            changed = true;
            var content = message.content().stream()
                    .map(block -> block instanceof Block.ToolResult result ? result(result, traits, told) : block)
                    .toList();
            int end = end(content);
            if (end == content.size() || mayStay(content.subList(end, content.size()), traits)) {
                fitted.add(new Message(Role.USER, content));
                continue;
            }
            told.changed(Kind.TURNS, "split", traits.how(Trait.RESULT_BESIDE_TEXT));
            fitted.add(new Message(Role.USER, content.subList(0, end)));
            fitted.add(new Message(Role.ASSISTANT, List.of(new Block.Text(BETWEEN))));
            fitted.add(new Message(Role.USER, content.subList(end, content.size())));
        }
        return changed ? fitted : messages;
    }

    /// Results come first, each with its cache points.
    private static int end(List<Block> content) {
        int end = 0;
        while (end < content.size()
                && (content.get(end) instanceof Block.ToolResult || content.get(end) instanceof Block.CachePoint)) {
            end++;
        }
        return end;
    }

    private static boolean mayStay(List<Block> others, Traits traits) {
        if (traits.refuses(Trait.RESULT_BESIDE_TEXT)) {
            return false;
        }
        return !traits.refuses(Trait.RESULT_BESIDE_DOCUMENT)
                || others.stream().noneMatch(block -> block instanceof Block.Document || block instanceof Block.Video);
    }

    private static Block result(Block.ToolResult result, Traits traits, Told told) {
        boolean statusLess = result.error() && traits.refuses(Trait.RESULT_STATUS);
        boolean media = result.content().stream().anyMatch(block -> isRefused(block, traits));
        if (!statusLess && !media && !result.content().isEmpty()) {
            return result;
        }
        var content = new ArrayList<Block>();
        if (statusLess) {
            told.leftOut(Kind.TOOL_RESULTS, "status", traits.how(Trait.RESULT_STATUS));
            content.add(new Block.Text("Error:"));
        }
        for (var block : result.content()) {
            content.add(isRefused(block, traits) ? notShown(block, told) : block);
        }
        return new Block.ToolResult(result.toolUseId(), content, result.error() && !statusLess);
    }

    private static boolean isRefused(Block block, Traits traits) {
        return switch (block) {
            case Block.Image _ -> traits.refuses(Trait.RESULT_IMAGE) || traits.refuses(Trait.IMAGES);
            case Block.Document document ->
                traits.refuses(Trait.RESULT_DOCUMENT)
                        && !(traits.takes(Trait.RESULT_IMAGE)
                                && (document.format().equals("txt")
                                        || document.format().equals("csv")));
            case Block.Video _ -> true;
            default -> false;
        };
    }

    private static Block notShown(Block block, Told told) {
        boolean image = block instanceof Block.Image;
        told.leftOut(image ? Kind.IMAGE : Kind.DOCUMENT, "tool-result");
        var what = image ? "image" : block instanceof Block.Video ? "video" : "document";
        return new Block.Text("[" + what + " not shown: this model takes none in the result of a tool]");
    }
}
