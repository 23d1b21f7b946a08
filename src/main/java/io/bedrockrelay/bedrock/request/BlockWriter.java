package io.bedrockrelay.bedrock.request;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes content blocks in Converse's form. Blocks that `Unwritable` lets pass only.
final class BlockWriter {
    private final JsonGenerator json;
    private final LegalNames tools;
    private final CachePoints cache;
    private final LegalNames calls = LegalNames.ofCalls();
    private final DocumentNames documents = new DocumentNames();

    BlockWriter(JsonGenerator json, LegalNames tools, CachePoints cache) {
        this.json = json;
        this.tools = tools;
        this.cache = cache;
    }

    void write(List<Block> content) throws IOException {
        json.writeStartArray();
        for (var block : content) {
            write(block);
        }
        json.writeEndArray();
    }

    private void write(Block block) throws IOException {
        if (block instanceof Block.CachePoint point) {
            cachePoint(point.ttl());
            return;
        }
        json.writeStartObject();
        switch (block) {
            case Block.Text text -> text(text);
            case Block.Image image -> medium("image", image.format(), image.source());
            case Block.Document document -> document(document);
            case Block.Video video -> medium("video", video.format(), video.source());
            case Block.Audio audio -> medium("audio", audio.format(), audio.source());
            case Block.ToolUse use -> toolUse(use);
            case Block.ToolResult result -> toolResult(result);
            case Block.Data data -> data(data);
            case Block.Reasoning reasoning -> reasoning(reasoning);
            case Block.RedactedReasoning redacted -> {
                json.writeObjectFieldStart("reasoningContent");
                json.writeStringField("redactedContent", redacted.base64());
                json.writeEndObject();
            }
            case Block.Guarded guarded -> guarded(guarded);
            case Block.CachePoint _ -> throw new IllegalStateException("written above, without braces of its own");
        }
        json.writeEndObject();
    }

    /// A cache point among blocks or tools, if it is one of those that are sent.
    void cachePoint(@Nullable String wanted) throws IOException {
        if (!cache.sendNext()) {
            return;
        }
        json.writeStartObject();
        json.writeObjectFieldStart("cachePoint");
        json.writeStringField("type", "default");
        optional("ttl", cache.ttl(wanted));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void text(Block.Text text) throws IOException {
        if (text.citations().isEmpty()) {
            json.writeStringField("text", text.text());
            return;
        }
        json.writeObjectFieldStart("citationsContent");
        json.writeArrayFieldStart("content");
        textObject(text.text());
        json.writeEndArray();
        json.writeArrayFieldStart("citations");
        for (var citation : text.citations()) {
            citation(citation);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void citation(Citation citation) throws IOException {
        json.writeStartObject();
        optional("title", citation.title());
        optional("source", citation.source());
        json.writeArrayFieldStart("sourceContent");
        for (var passage : citation.passages()) {
            textObject(passage);
        }
        json.writeEndArray();
        if (citation.location() != null) {
            raw("location", citation.location().text());
        }
        json.writeEndObject();
    }

    private void textObject(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void medium(String kind, String format, Block.Source source) throws IOException {
        json.writeObjectFieldStart(kind);
        json.writeStringField("format", format);
        source(source);
        json.writeEndObject();
    }

    private void document(Block.Document document) throws IOException {
        json.writeObjectFieldStart("document");
        json.writeStringField("format", document.format());
        json.writeStringField("name", documents.legal(document.name()));
        source(document.source());
        optional("context", document.context());
        if (document.citations()) {
            json.writeObjectFieldStart("citations");
            json.writeBooleanField("enabled", true);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void source(Block.Source source) throws IOException {
        json.writeObjectFieldStart("source");
        switch (source) {
            case Block.Source.Base64 bytes -> json.writeStringField("bytes", bytes.data());
            case Block.Source.PlainText plain -> json.writeStringField("text", plain.text());
            case Block.Source.S3 s3 -> {
                json.writeObjectFieldStart("s3Location");
                json.writeStringField("uri", s3.uri());
                optional("bucketOwner", s3.bucketOwner());
                json.writeEndObject();
            }
            case Block.Source.Url _ -> throw new IllegalStateException("a URL is refused before");
        }
        json.writeEndObject();
    }

    private void toolUse(Block.ToolUse use) throws IOException {
        json.writeObjectFieldStart("toolUse");
        json.writeStringField("toolUseId", calls.legal(use.id()));
        json.writeStringField("name", tools.legal(use.name()));
        raw("input", use.input().text());
        json.writeEndObject();
    }

    private void toolResult(Block.ToolResult result) throws IOException {
        json.writeObjectFieldStart("toolResult");
        json.writeStringField("toolUseId", calls.legal(result.toolUseId()));
        json.writeFieldName("content");
        write(result.content().stream()
                .filter(block -> !(block instanceof Block.CachePoint)
                        && !(block instanceof Block.Text text && text.text().isBlank()))
                .toList());
        if (result.error()) {
            // Only said when it is so: not every model takes the field.
            json.writeStringField("status", "error");
        }
        json.writeEndObject();
    }

    /// Bedrock takes objects only as JSON; any other value says the same as text.
    private void data(Block.Data data) throws IOException {
        var text = data.value().text();
        if (text.stripLeading().startsWith("{")) {
            raw("json", text);
        } else {
            json.writeStringField("text", text);
        }
    }

    private void reasoning(Block.Reasoning reasoning) throws IOException {
        json.writeObjectFieldStart("reasoningContent");
        json.writeObjectFieldStart("reasoningText");
        json.writeStringField("text", reasoning.text());
        optional("signature", reasoning.signature());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void guarded(Block.Guarded guarded) throws IOException {
        json.writeObjectFieldStart("guardContent");
        json.writeObjectFieldStart("text");
        json.writeStringField("text", guarded.text());
        if (!guarded.qualifiers().isEmpty()) {
            json.writeArrayFieldStart("qualifiers");
            for (var qualifier : guarded.qualifiers()) {
                json.writeString(qualifier);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void optional(String name, @Nullable String value) throws IOException {
        if (value != null && !value.isBlank()) {
            json.writeStringField(name, value);
        }
    }

    private void raw(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }
}
