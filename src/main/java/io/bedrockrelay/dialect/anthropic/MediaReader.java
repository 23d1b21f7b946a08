package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Block.Source;
import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;

/// Images and documents of a request. Their bytes stay in base64, as they came.
final class MediaReader {
    private static final String NO_FILES = "is 'file': the relay keeps no files; send the bytes in base64 instead";

    private MediaReader() {}

    static Block image(Field source) {
        var type = source.get("type");
        return switch (type.text()) {
            case "base64" -> new Block.Image(imageFormat(source.get("media_type")), base64(source));
            // What a URL serves is known once it is fetched; its name is the only hint until then.
            case "url" -> new Block.Image(formatOfName(source.get("url").text()), url(source));
            case "file" -> throw type.mistake(NO_FILES);
            default -> throw type.mistake("must be 'base64' or 'url'");
        };
    }

    static Block document(Field block) {
        var source = block.get("source");
        var type = source.get("type");
        return switch (type.text()) {
            case "base64" -> {
                pdf(source.get("media_type"));
                yield document(block, "pdf", base64(source));
            }
            case "text" ->
                document(block, "txt", new Source.PlainText(source.get("data").text()));
            case "content" -> document(block, "txt", new Source.PlainText(chunks(block, source.get("content"))));
            case "url" -> document(block, "pdf", url(source));
            case "file" -> throw type.mistake(NO_FILES);
            default -> throw type.mistake("must be one of base64, text, content, url");
        };
    }

    private static Block document(Field block, String format, Source source) {
        var title = block.get("title").textOr("");
        return new Block.Document(
                format,
                title.isBlank() ? "document" : title,
                source,
                block.get("context").textOrNull(),
                block.get("citations").get("enabled").boolOr(false));
    }

    /// A document that its sender cut into pieces. Citations would count these pieces, which are lost when they are
    /// joined, so the two do not go together.
    private static String chunks(Field block, Field content) {
        if (content.isText()) {
            return content.text();
        }
        if (block.get("citations").get("enabled").boolOr(false)) {
            throw block.get("source")
                    .get("type")
                    .mistake("is 'content', which cannot be cited with this model; send the document as 'text'");
        }
        var texts = new ArrayList<String>();
        for (var part : content.elements()) {
            var type = part.get("type");
            if (!type.text().equals("text")) {
                throw type.mistake("must be 'text'; send images as blocks of their own");
            }
            texts.add(part.get("text").text());
        }
        return String.join("\n\n", texts);
    }

    private static String imageFormat(Field mediaType) {
        return switch (mediaType.text()) {
            case "image/png" -> "png";
            case "image/jpeg", "image/jpg" -> "jpeg";
            case "image/gif" -> "gif";
            case "image/webp" -> "webp";
            default -> throw mediaType.mistake("must be one of image/png, image/jpeg, image/gif, image/webp");
        };
    }

    private static String formatOfName(String url) {
        var path = url.split("[?#]", 2)[0];
        var extension = path.substring(path.lastIndexOf('.') + 1);
        return switch (extension) {
            case "png", "gif", "webp" -> extension;
            default -> "jpeg";
        };
    }

    private static void pdf(Field mediaType) {
        if (!mediaType.text().equals("application/pdf")) {
            throw mediaType.mistake("must be 'application/pdf'; send plain text as a source of type 'text'");
        }
    }

    private static Source base64(Field source) {
        var data = source.get("data");
        if (data.text().startsWith("data:")) {
            throw data.mistake("must be the base64 alone, without 'data:' and the media type in front");
        }
        return new Source.Base64(data.nonBlankText());
    }

    private static Source url(Field source) {
        return new Source.Url(
                source.get("url").nonBlankText(), source.get("url").path());
    }
}
