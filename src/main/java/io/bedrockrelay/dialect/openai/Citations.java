package io.bedrockrelay.dialect.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.json.JsonReading;
import io.bedrockrelay.dialect.JsonWriter;
import org.jspecify.annotations.Nullable;

/// What backs an answer. Web pages become OpenAI's `annotations` of the one type it has, `url_citation`; passages of
/// the caller's own documents have no such form there and become `citations`, a member of ours, since clients take
/// every annotation to have a URL.
public final class Citations {
    private static final JsonMapper MAPPER = new JsonMapper(JsonReading.FACTORY);

    private Citations() {}

    /// A citation and the characters of the answer's text that it backs.
    public sealed interface Placed {
        record OnTheWeb(String url, String title, int start, int end) implements Placed {}

        record InADocument(Citation citation, int start, int end) implements Placed {}
    }

    public static Placed place(Citation citation, int start, int end) {
        var url = url(citation);
        return url == null
                ? new Placed.InADocument(citation, start, end)
                : new Placed.OnTheWeb(url, citation.title() == null ? url : citation.title(), start, end);
    }

    /// The member of the message that takes it.
    public static String member(Placed placed) {
        return switch (placed) {
            case Placed.OnTheWeb _ -> "annotations";
            case Placed.InADocument _ -> "citations";
        };
    }

    /// @param index the place among those of its member, by which clients join the lists of a stream; -1 for none
    public static void write(Placed placed, int index, JsonWriter out) {
        out.begin();
        if (index >= 0) {
            out.field("index", index);
        }
        switch (placed) {
            case Placed.OnTheWeb page -> {
                out.field("type", "url_citation").name("url_citation").begin();
                out.field("start_index", page.start()).field("end_index", page.end());
                out.field("url", page.url()).field("title", page.title());
                out.end();
            }
            case Placed.InADocument passage -> passage(passage, out);
        }
        out.end();
    }

    private static void passage(Placed.InADocument placed, JsonWriter out) {
        var citation = placed.citation();
        out.field("start_index", placed.start()).field("end_index", placed.end());
        if (citation.title() != null) {
            out.field("title", citation.title());
        }
        if (citation.source() != null) {
            out.field("source", citation.source());
        }
        out.name("passages").beginArray();
        citation.passages().forEach(out::value);
        out.endArray();
        if (citation.location() != null) {
            out.name("location").raw(citation.location().text());
        }
    }

    private static @Nullable String url(Citation citation) {
        var location = citation.location();
        if (location == null) {
            return null;
        }
        try {
            var url = MAPPER.readTree(location.text()).path("web").path("url");
            return url.isTextual() ? url.textValue() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a citation's location is not JSON", e);
        }
    }
}
