package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Images and documents as what they are rather than what they are called, and documents never without a text.
@SuppressWarnings("ReferenceEquality") // the same object: nothing was changed
final class Media {
    private static final Block BESIDE = new Block.Text("See the document.");
    /// How the first bytes look in base64.
    private static final Map<String, String> IMAGES =
            Map.of("iVBORw0KGgo", "png", "/9j/", "jpeg", "R0lGOD", "gif", "UklGR", "webp");

    private Media() {}

    static List<Message> of(List<Message> messages, Told told) {
        return isMereText(messages) ? messages : fitted(messages, told);
    }

    private static boolean isMereText(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            var content = messages.get(i).content();
            for (int j = 0; j < content.size(); j++) {
                var block = content.get(j);
                if (block instanceof Block.Image
                        || block instanceof Block.Document
                        || block instanceof Block.ToolResult) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Message> fitted(List<Message> messages, Told told) {
        boolean changed = false;
        var fitted = new ArrayList<Message>(messages.size());
        for (var message : messages) {
            var content = content(message.content(), told);
            changed |= content != message.content();
            fitted.add(content == message.content() ? message : new Message(message.role(), content));
        }
        return changed ? fitted : messages;
    }

    private static List<Block> content(List<Block> content, Told told) {
        boolean changed = false;
        boolean document = false;
        boolean text = false;
        var fitted = new ArrayList<Block>(content.size());
        for (var block : content) {
            document |= block instanceof Block.Document;
            text |= block instanceof Block.Text;
            var other = block(block, told);
            changed |= other != block;
            fitted.add(other);
        }
        if (document && !text) {
            told.added(Kind.DOCUMENT, "text");
            fitted.add(BESIDE);
            changed = true;
        }
        return changed ? fitted : content;
    }

    private static Block block(Block block, Told told) {
        return switch (block) {
            case Block.Image image -> {
                var format = format(image.source());
                if (format == null || format.equals(image.format())) {
                    yield block;
                }
                told.changed(Kind.IMAGE, format);
                yield new Block.Image(format, image.source());
            }
            case Block.Document document -> {
                if (!isPdf(document.source()) || document.format().equals("pdf")) {
                    yield block;
                }
                told.changed(Kind.DOCUMENT, "pdf");
                yield new Block.Document(
                        "pdf", document.name(), document.source(), document.context(), document.citations());
            }
            case Block.ToolResult result -> {
                var inner = new ArrayList<Block>(result.content().size());
                boolean changed = false;
                for (var each : result.content()) {
                    var other = block(each, told);
                    changed |= other != each;
                    inner.add(other);
                }
                yield changed ? new Block.ToolResult(result.toolUseId(), inner, result.error()) : block;
            }
            default -> block;
        };
    }

    private static @Nullable String format(Block.Source source) {
        if (source instanceof Block.Source.Base64 base64) {
            for (var image : IMAGES.entrySet()) {
                if (base64.data().startsWith(image.getKey())) {
                    return image.getValue();
                }
            }
        }
        return null;
    }

    private static boolean isPdf(Block.Source source) {
        return source instanceof Block.Source.Base64 base64 && base64.data().startsWith("JVBERi");
    }
}
