package io.bedrockrelay.dialect.relay;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Block.Source;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.dialect.Field;
import java.util.List;

/// The blocks of a message. Media come as `data` or `base64` (both base64), `s3` or `url`; text documents also as
// `text`.
final class BlockReader {
    private BlockReader() {}

    static Block read(Field block) {
        if (block.isText()) {
            return new Block.Text(block.text());
        }
        var type = block.get("type");
        return switch (type.text()) {
            case "text" ->
                new Block.Text(block.get("text").text(), block.get("citations").each(BlockReader::citation));
            case "image" -> new Block.Image(block.get("format").nonBlankText(), source(block));
            case "document" ->
                new Block.Document(
                        block.get("format").nonBlankText(),
                        block.get("name").textOr("document"),
                        source(block),
                        block.get("context").textOrNull(),
                        block.get("citations").boolOr(false));
            case "video" -> new Block.Video(block.get("format").nonBlankText(), source(block));
            case "audio" -> new Block.Audio(block.get("format").nonBlankText(), source(block));
            case "tool-call" ->
                new Block.ToolUse(
                        block.get("id").nonBlankText(),
                        block.get("name").nonBlankText(),
                        block.get("arguments").object());
            case "tool-result" ->
                new Block.ToolResult(
                        block.get("id").nonBlankText(),
                        result(block.get("content")),
                        block.get("error").boolOr(false));
            case "json" -> new Block.Data(block.get("value").json());
            case "reasoning" ->
                block.has("redacted")
                        ? new Block.RedactedReasoning(block.get("redacted").nonBlankText())
                        : new Block.Reasoning(
                                block.get("text").text(), block.get("signature").textOrNull());
            case "cache-point" -> new Block.CachePoint(block.get("ttl").textOrNull());
            case "guarded" ->
                new Block.Guarded(
                        block.get("text").text(), block.get("qualifiers").texts());
            default ->
                throw type.mistake("must be one of text, image, document, video, audio, tool-call, tool-result, json,"
                        + " reasoning, cache-point, guarded");
        };
    }

    private static List<Block> result(Field content) {
        return content.isText() ? List.of(new Block.Text(content.text())) : content.each(BlockReader::read);
    }

    private static Citation citation(Field citation) {
        return new Citation(
                citation.get("title").textOrNull(),
                citation.get("source").textOrNull(),
                citation.get("passages").texts(),
                citation.get("location").objectOrNull());
    }

    private static Source source(Field block) {
        for (var name : List.of("data", "base64")) {
            if (block.has(name)) {
                return new Source.Base64(block.get(name).nonBlankText());
            }
        }
        if (block.has("text")) {
            return new Source.PlainText(block.get("text").text());
        }
        if (block.has("s3")) {
            var s3 = block.get("s3");
            return new Source.S3(
                    s3.get("uri").nonBlankText(), s3.get("bucketOwner").textOrNull());
        }
        if (block.has("url")) {
            return new Source.Url(
                    block.get("url").nonBlankText(), block.get("url").path());
        }
        throw block.mistake("needs its bytes: 'data' (base64), 's3' or 'url', for documents also 'text'");
    }
}
