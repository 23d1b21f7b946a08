package io.bedrockrelay.http.quota;

import java.util.Base64;
import java.util.Set;

/// Where the dialects have media in base64, and what is text all the same. Anywhere else a long string without a blank
/// is what it looks like: text, which the model is given letter by letter.
final class Media {
    /// Shorter ones count by their bytes, as text does.
    static final int LEAST = 2_048;

    /// Members from the top of the body, without the arrays between them.
    private static final Set<String> PLACES = Set.of(
            // Anthropic, in a message, in the result of a tool, and in the system text.
            ".messages.content.source.data",
            ".messages.content.content.source.data",
            ".messages.content.source.content.source.data",
            ".system.source.data",
            // Converse, and the models that InvokeModel asks in its form.
            ".messages.content.image.source.bytes",
            ".messages.content.document.source.bytes",
            ".messages.content.video.source.bytes",
            ".messages.content.audio.source.bytes",
            ".messages.content.toolResult.content.image.source.bytes",
            ".messages.content.toolResult.content.document.source.bytes",
            ".messages.content.toolResult.content.video.source.bytes",
            // OpenAI's chat, and its responses.
            ".messages.content.image_url",
            ".messages.content.image_url.url",
            ".messages.content.file.file_data",
            ".messages.content.input_audio.data",
            ".input.content.image_url",
            ".input.content.file_data",
            ".input.content.input_audio.data",
            ".input.output.image_url",
            ".input.output.file_data",
            // The relay's own, in a message and in the result of a tool.
            ".messages.content.data",
            ".messages.content.content.data",
            // Titan's embeddings of images.
            ".inputImage");

    private static final int PROBE = 1_024;

    private Media() {}

    static boolean isAt(String place) {
        return PLACES.contains(place);
    }

    /// Bytes of text in what stands where media do: documents of plain text come in base64 too, and what is no base64
    /// at all is nothing else. 0 for true media.
    static long textBytes(char[] letters, int from, int length) {
        int start = from + prefix(letters, from, length);
        int rest = from + length - start;
        for (int i = start; i < start + rest; i++) {
            if (!isOfBase64(letters[i])) {
                return utf8(letters, from, length);
            }
        }
        var probe = new String(letters, start, Math.min(PROBE, rest) / 4 * 4)
                .replace('-', '+')
                .replace('_', '/');
        try {
            for (byte b : Base64.getDecoder().decode(probe)) {
                if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return 0;
                }
            }
            return rest / 4L * 3;
        } catch (IllegalArgumentException noBase64) {
            return utf8(letters, from, length);
        }
    }

    /// Letters of `data:image/png;base64,`.
    private static int prefix(char[] letters, int from, int length) {
        for (int i = 0; i < Math.min(128, length); i++) {
            if (letters[from + i] == ',') {
                return letters[from] == 'd' ? i + 1 : 0;
            }
        }
        return 0;
    }

    private static boolean isOfBase64(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || "+/=-_\r\n".indexOf(letter) >= 0;
    }

    static long utf8(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            bytes += more(text.charAt(i));
        }
        return bytes;
    }

    static long utf8(char[] letters, int from, int length) {
        long bytes = length;
        for (int i = from; i < from + length; i++) {
            bytes += more(letters[i]);
        }
        return bytes;
    }

    /// Half of a pair has two of the four bytes of its letter.
    private static int more(char letter) {
        return letter < 0x80 ? 0 : letter < 0x800 || Character.isSurrogate(letter) ? 1 : 2;
    }
}
