package io.bedrockrelay.dialect.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.json.JsonReading;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Citations in both directions: Anthropic's flat ones with a type, Bedrock's with a location object.
enum CitationForm {
    CHAR("char_location", "documentChar", "document_index", "documentIndex", "char_index"),
    PAGE("page_location", "documentPage", "document_index", "documentIndex", "page_number"),
    CHUNK("content_block_location", "documentChunk", "document_index", "documentIndex", "block_index"),
    SEARCH_RESULT(
            "search_result_location",
            "searchResultLocation",
            "search_result_index",
            "searchResultIndex",
            "block_index"),
    WEB("web_search_result_location", "web", "", "", "");

    private static final JsonMapper JSON = new JsonMapper(JsonReading.FACTORY);

    private final String type;
    private final String member;
    private final String index;
    private final String bedrockIndex;
    private final String unit;

    CitationForm(String type, String member, String index, String bedrockIndex, String unit) {
        this.type = type;
        this.member = member;
        this.index = index;
        this.bedrockIndex = bedrockIndex;
        this.unit = unit;
    }

    static List<Citation> read(Field citations) {
        return citations.each(CitationForm::one);
    }

    private static Citation one(Field citation) {
        var type = citation.get("type");
        for (var form : values()) {
            if (form.type.equals(type.text())) {
                return form.from(citation);
            }
        }
        throw type.mistake("must be one of char_location, page_location, content_block_location,"
                + " search_result_location, web_search_result_location");
    }

    private Citation from(Field citation) {
        var out = new JsonWriter(96);
        out.begin().name(member).begin();
        if (this == WEB) {
            out.field("url", citation.get("url").text());
        } else {
            number(out, bedrockIndex, citation.get(index));
            number(out, "start", citation.get("start_" + unit));
            number(out, "end", citation.get("end_" + unit));
        }
        out.end().end();
        var title = citation.get(this == CHAR || this == PAGE || this == CHUNK ? "document_title" : "title");
        return new Citation(
                title.textOrNull(),
                citation.get(this == WEB ? "url" : "source").textOrNull(),
                List.of(citation.get("cited_text").text()),
                new Json(new String(out.toBytes(), StandardCharsets.UTF_8)));
    }

    private static void number(JsonWriter out, String name, Field number) {
        if (!number.node().isIntegralNumber() || !number.node().canConvertToLong()) {
            throw number.mistake("must be a whole number");
        }
        out.field(name, number.node().longValue());
    }

    /// Anthropic's form of a location, or null for one that has none there: a citation cannot be told then.
    static @Nullable CitationForm of(Citation citation) {
        var location = location(citation);
        for (var form : values()) {
            if (location.path(form.member).isObject()) {
                return form;
            }
        }
        return null;
    }

    void write(Citation citation, JsonWriter out) {
        var at = location(citation).path(member);
        out.begin().field("type", type).field("cited_text", String.join("", citation.passages()));
        switch (this) {
            case CHAR, PAGE, CHUNK -> {
                out.field(index, at.path(bedrockIndex).asLong());
                text(out, "document_title", citation.title());
            }
            case SEARCH_RESULT -> {
                out.field(index, at.path(bedrockIndex).asLong());
                out.field("source", citation.source() == null ? "" : citation.source());
                text(out, "title", citation.title());
            }
            case WEB -> {
                out.field("url", at.path("url").asText()).field("encrypted_index", "");
                text(out, "title", citation.title());
            }
        }
        if (this != WEB) {
            out.field("start_" + unit, at.path("start").asLong());
            out.field("end_" + unit, at.path("end").asLong());
        }
        out.end();
    }

    private static void text(JsonWriter out, String name, @Nullable String value) {
        out.name(name);
        if (value == null) {
            out.nil();
        } else {
            out.value(value);
        }
    }

    private static JsonNode location(Citation citation) {
        if (citation.location() == null) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(citation.location().text());
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("a citation's location is not JSON", malformed);
        }
    }
}
