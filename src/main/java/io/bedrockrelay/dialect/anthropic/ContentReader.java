package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Content blocks of a request.
final class ContentReader {
    private ContentReader() {}

    /// A string, or blocks each followed by the cache point that its `cache_control` asks for.
    static List<Block> blocks(Field content) {
        if (content.isText()) {
            return List.of(new Block.Text(content.text()));
        }
        if (!content.isArray()) {
            throw content.mistake("must be a string or an array of content blocks");
        }
        var blocks = new ArrayList<Block>();
        for (var field : content.elements()) {
            blocks.add(block(field));
            var cache = cacheAfter(field);
            if (cache != null) {
                blocks.add(new Block.CachePoint(cache.ttl()));
            }
        }
        return blocks;
    }

    private static Block block(Field block) {
        var type = block.get("type");
        return switch (type.text()) {
            case "tool_use" ->
                new Block.ToolUse(block.get("id").text(), block.get("name").text(), input(block.get("input")));
            case "tool_result" ->
                new Block.ToolResult(
                        block.get("tool_use_id").text(),
                        result(block.get("content")),
                        block.get("is_error").boolOr(false));
            case "thinking" -> new Block.Reasoning(block.get("thinking").text(), signature(block));
            case "redacted_thinking" ->
                new Block.RedactedReasoning(block.get("data").text());
            default -> plain(block, type);
        };
    }

    /// What may stand in a message as well as in a tool's result.
    private static Block plain(Field block, Field type) {
        return switch (type.text()) {
            case "text" -> new Block.Text(block.get("text").text(), CitationForm.read(block.get("citations")));
            case "image" -> MediaReader.image(block.get("source"));
            case "document" -> MediaReader.document(block);
            case "search_result" -> searchResult(block);
            // What a search for tools found; the tools themselves are offered from the start.
            case "tool_reference" ->
                new Block.Text("The tool " + block.get("tool_name").text() + " can be used.");
            case "tool_use", "tool_result", "thinking", "redacted_thinking" ->
                throw type.mistake("is '" + type.text() + "', which cannot stand inside a tool's result");
            case String other
            when onlyClaudes(other) ->
                throw type.mistake("is '" + other
                        + "', which only Claude models understand; take the block out or ask a" + " Claude model");
            default ->
                throw type.mistake("must be one of text, image, document, search_result, tool_use, tool_result,"
                        + " thinking, redacted_thinking");
        };
    }

    private static boolean onlyClaudes(String type) {
        return type.startsWith("server_tool_")
                || type.endsWith("_tool_result")
                || type.startsWith("mcp_")
                || type.equals("container_upload")
                || type.equals("compaction");
    }

    private static List<Block> result(Field content) {
        if (!content.present()) {
            return List.of();
        }
        if (content.isText()) {
            return List.of(new Block.Text(content.text()));
        }
        return content.each(field -> plain(field, field.get("type")));
    }

    /// Bedrock has no cache points inside a tool's result, so one that is asked for there goes behind the result.
    private static @Nullable CacheControl cacheAfter(Field block) {
        var own = CacheControl.of(block);
        if (own != null
                || !block.get("type").text().equals("tool_result")
                || !block.get("content").isArray()) {
            return own;
        }
        for (var inner : block.get("content").elements()) {
            var cache = CacheControl.of(inner);
            own = cache == null ? own : cache;
        }
        return own;
    }

    private static Json input(Field input) {
        return input.present() ? input.object() : Json.EMPTY_OBJECT;
    }

    /// Models that sign nothing get their thinking out with an empty signature, and back in the same way.
    private static @Nullable String signature(Field thinking) {
        var signature = thinking.get("signature").textOr("");
        return signature.isEmpty() ? null : signature;
    }

    private static Block searchResult(Field block) {
        if (block.get("citations").get("enabled").boolOr(false)) {
            throw block.get("citations")
                    .mistake("cannot be enabled on a search result for this model; leave them out or send a document");
        }
        var text = new StringBuilder();
        text.append(block.get("title").text()).append('\n');
        text.append(block.get("source").text()).append('\n');
        for (var part : block.get("content").elements()) {
            text.append('\n').append(part.get("text").text());
        }
        return new Block.Text(text.toString());
    }
}
