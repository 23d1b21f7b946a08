package io.bedrockrelay.dialect.responses;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.openai.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The content of a message or of an output: a text, or parts. A part's `prompt_cache_breakpoint` becomes a cache point
/// behind it.
final class ContentReader {
    private static final Set<String> DOCUMENTS =
            Set.of("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md");
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "webp");

    private final @Nullable String ttl;

    /// @param ttl how long Bedrock is to keep what is cached; null leaves it to Bedrock
    ContentReader(@Nullable String ttl) {
        this.ttl = ttl;
    }

    /// Who speaks decides what can be said.
    enum Speaker {
        SYSTEM("input_text, text, output_text"),
        USER("input_text, input_image, input_file, input_audio, text, output_text"),
        ASSISTANT("output_text, refusal, input_text, text"),
        TOOL("input_text, output_text, input_image, input_file, text");

        private final String parts;

        Speaker(String parts) {
            this.parts = parts;
        }

        private boolean says(String part) {
            return List.of(parts.split(", ")).contains(part);
        }
    }

    List<Block> read(Field content, Speaker speaker) {
        if (!content.present()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        if (content.isArray()) {
            content.elements().forEach(part -> part(part, speaker, blocks));
        } else {
            text(content.text(), blocks);
        }
        return blocks;
    }

    private void part(Field part, Speaker speaker, List<Block> blocks) {
        var type = part.get("type");
        if (!speaker.says(type.text())) {
            throw type.mistake("must be one of " + speaker.parts);
        }
        switch (type.text()) {
            case "input_image" -> blocks.add(image(part));
            case "input_file" -> blocks.add(file(part));
            case "input_audio" -> blocks.add(Media.audio(part.get("input_audio")));
            case "refusal" -> text(part.get("refusal").text(), blocks);
            default -> text(part.get("text").text(), blocks);
        }
        var mark = part.get("prompt_cache_breakpoint");
        if (mark.present() && !mark.node().equals(BooleanNode.FALSE)) {
            blocks.add(new Block.CachePoint(ttl));
        }
    }

    private static void text(String text, List<Block> blocks) {
        if (!text.isEmpty()) {
            blocks.add(new Block.Text(text));
        }
    }

    private static Block image(Field part) {
        var url = part.get("image_url");
        if (!url.present() && part.has("file_id")) {
            throw part.get("file_id").refusal("Files are not stored here: send 'image_url' with a data URL.");
        }
        var text = url.isText() ? url.text() : "";
        int comma = text.regionMatches(true, 0, "data:", 0, 5) ? text.indexOf(";base64,") : -1;
        var base64 = comma < 0 ? "" : text.substring(comma + ";base64,".length());
        var format = byMagic(base64);
        // What the bytes say wins over what the client thinks that they are.
        return format == null ? Media.image(url) : new Block.Image(format, new Block.Source.Base64(base64));
    }

    /// The format of an image by its first bytes, as they look in base64; null if they are none that is known.
    private static @Nullable String byMagic(String base64) {
        if (base64.startsWith("iVBORw0KGgo")) {
            return "png";
        }
        if (base64.startsWith("/9j/")) {
            return "jpeg";
        }
        if (base64.startsWith("R0lGOD")) {
            return "gif";
        }
        // RIFF, four bytes of length, WEBP.
        return base64.startsWith("UklGR") && base64.startsWith("XRUJQ", 11) ? "webp" : null;
    }

    private static Block file(Field part) {
        var url = part.get("file_url");
        if (part.has("file_data") || !url.present()) {
            if (!part.has("file_data") && part.has("file_id")) {
                throw part.get("file_id").refusal("Files are not stored here: send 'file_data' with a data URL.");
            }
            return Media.file(part);
        }
        var text = url.text();
        if (!text.matches("(?i)https?://.*")) {
            throw url.mistake("must be an http(s) URL; send the content itself as 'file_data'");
        }
        var ending = ending(text);
        if (IMAGES.contains(ending)) {
            return Media.image(url);
        }
        var name = part.get("filename").textOr("document");
        var format = DOCUMENTS.contains(ending) ? ending : ending(name);
        return new Block.Document(
                DOCUMENTS.contains(format) ? format : "pdf", name, new Block.Source.Url(text, url.path()), null, false);
    }

    private static String ending(String url) {
        int query = url.indexOf('?');
        var path = query < 0 ? url : url.substring(0, query);
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
