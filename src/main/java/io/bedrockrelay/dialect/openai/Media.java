package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.dialect.Field;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Images, files and audio inside a request. The base64 text is never decoded: Bedrock takes it as it is.
public final class Media {
    private static final String UNKNOWN = "unknown";

    private static final Map<String, String> IMAGES = Map.of(
            "image/png", "png", "image/jpeg", "jpeg", "image/jpg", "jpeg", "image/gif", "gif", "image/webp", "webp");

    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf", "pdf",
            "text/csv", "csv",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            "text/html", "html",
            "text/plain", "txt",
            "text/markdown", "md");

    private static final Map<String, String> ENDINGS =
            Map.of("jpg", "jpeg", "htm", "html", "markdown", "md", "text", "txt");

    private Media() {}

    /// `{"url": …}`, or the URL alone as some clients send it.
    public static Block image(Field image) {
        var url = image.isText() ? image : image.get("url");
        var text = url.text();
        if (startsWith(text, "data:")) {
            var data = DataUrl.read(url, text);
            var format = IMAGES.get(data.mime());
            if (format == null) {
                throw url.mistake("must be an image of type png, jpeg, gif or webp");
            }
            return new Block.Image(format, new Block.Source.Base64(data.base64()));
        }
        if (startsWith(text, "https://") || startsWith(text, "http://")) {
            // What the path ends in is a hint; whoever fetches the image reads its true type.
            return new Block.Image(imageEnding(text), new Block.Source.Url(text, url.path()));
        }
        throw url.mistake("must be a data: URL in base64, or an http(s) URL");
    }

    /// A file in its own bytes. Ids of files stored at OpenAI mean nothing here.
    public static Block file(Field file) {
        var data = file.get("file_data");
        if (!data.present() && file.has("file_id")) {
            throw file.get("file_id").mistake("cannot be read here; send the file itself as 'file_data'");
        }
        var name = file.get("filename").textOr("document");
        var text = data.nonBlankText();
        var url = startsWith(text, "data:") ? DataUrl.read(data, text) : new DataUrl("", text);
        var image = IMAGES.get(url.mime());
        var source = new Block.Source.Base64(url.base64());
        return image != null
                ? new Block.Image(image, source)
                : new Block.Document(documentFormat(data, url.mime(), name), name, source, null, false);
    }

    public static Block audio(Field audio) {
        var format = audio.get("format");
        var name = format.text();
        if (!name.equals("wav") && !name.equals("mp3")) {
            throw format.mistake("must be wav or mp3");
        }
        return new Block.Audio(name, new Block.Source.Base64(audio.get("data").nonBlankText()));
    }

    private static String documentFormat(Field data, String mime, String name) {
        var byType = DOCUMENTS.get(mime);
        var ending = ending(name);
        var byName = ENDINGS.getOrDefault(ending, ending);
        // Browsers call Markdown and CSV text/plain; the name then knows better.
        if (byType != null && (!byType.equals("txt") || !DOCUMENTS.containsValue(byName))) {
            return byType;
        }
        if (!DOCUMENTS.containsValue(byName)) {
            throw data.mistake(
                    "must be a data: URL, or have a 'filename', of one of the types pdf, csv, doc, docx, xls,"
                            + " xlsx, html, txt, md");
        }
        return byName;
    }

    private static String imageEnding(String url) {
        int query = url.indexOf('?');
        var ending = ending(query < 0 ? url : url.substring(0, query));
        var format = ENDINGS.getOrDefault(ending, ending);
        return IMAGES.containsValue(format) ? format : UNKNOWN;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /// `data:TYPE;base64,DATA`.
    private record DataUrl(String mime, String base64) {
        static DataUrl read(Field field, String url) {
            int comma = url.indexOf(',');
            @Nullable
            String head =
                    comma < 0 ? null : url.substring("data:".length(), comma).toLowerCase(Locale.ROOT);
            if (head == null || !head.endsWith(";base64") || comma == url.length() - 1) {
                throw field.mistake("must have the form data:TYPE;base64,DATA");
            }
            int end = head.indexOf(';');
            return new DataUrl(head.substring(0, end), url.substring(comma + 1));
        }
    }
}
