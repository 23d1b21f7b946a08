package io.bedrockrelay.bedrock.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// Writes a request as the body of Converse or ConverseStream. Stateless; the same request gives the same bytes, which
/// prompt caching lives on.
public final class ConverseWriter {
    private static final JsonFactory JSON = JsonReading.FACTORY;
    private static final String HALF = "Some text of the request holds half of a Unicode character (a lone surrogate),"
            + " which Bedrock cannot be sent: cut texts between characters.";

    private ConverseWriter() {}

    /// The body, or what of the request Bedrock cannot be told.
    ///
    /// @param stream whether the body is for ConverseStream, which knows one setting more
    public static ConverseBody write(ChatRequest request, boolean stream) {
        var refusal = Unwritable.of(request);
        if (refusal != null) {
            return new ConverseBody.Refused(refusal);
        }
        var turns = Turns.of(request.messages());
        if (turns.isEmpty()) {
            return new ConverseBody.Refused(
                    new Failure.Invalid("messages", "Every message is blank. Send at least one with content."));
        }
        // Its growing would hold the body up to three times.
        var out = new ByteArrayOutputStream(Math.clamp(1024 + RequestSize.of(request), 1024, Integer.MAX_VALUE / 2));
        var names = names(request);
        try (var json = JSON.createGenerator(out)) {
            write(request, turns, stream, names, json);
        } catch (IOException _) {
            // Memory takes everything, so that this is Jackson's word on text; it would quote it.
            return new ConverseBody.Refused(new Failure.Invalid(null, HALF));
        }
        var originals = names.originals();
        return new ConverseBody.Written(out.toByteArray(), name -> {
            var called = withoutChannel(name);
            return originals.getOrDefault(called, called);
        });
    }

    private static void write(
            ChatRequest request, List<Message> turns, boolean stream, LegalNames names, JsonGenerator json)
            throws IOException {
        var tools = ToolConfig.of(request);
        var system = Turns.kept(request.system());
        var blocks = new BlockWriter(json, names, new CachePoints(tools.tools(), system, turns));
        json.writeStartObject();
        // Tools, system, messages: the order in which Bedrock counts cache points.
        if (!tools.tools().isEmpty()) {
            tools.write(json, names, blocks);
        }
        if (!system.isEmpty()) {
            json.writeFieldName("system");
            blocks.write(system);
        }
        json.writeArrayFieldStart("messages");
        for (var turn : turns) {
            json.writeStartObject();
            json.writeStringField("role", turn.role().wire());
            json.writeFieldName("content");
            blocks.write(turn.content());
            json.writeEndObject();
        }
        json.writeEndArray();
        var settings = new SettingsWriter(json);
        settings.sampling(request.sampling());
        settings.settings(request, stream);
        json.writeEndObject();
    }

    /// gpt-oss at times lets the tokens of its own format into the name of a tool: `json<|channel|>commentary`.
    private static String withoutChannel(String name) {
        int token = name.indexOf("<|");
        return token > 0 ? name.substring(0, token) : name;
    }

    /// All names are known before the first is replaced, so that no replacement hits a name that is in use.
    private static LegalNames names(ChatRequest request) {
        var names = LegalNames.ofTools();
        for (var tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                names.reserve(function.name());
            }
        }
        for (var message : request.messages()) {
            for (var block : message.content()) {
                if (block instanceof Block.ToolUse use) {
                    names.reserve(use.name());
                }
            }
        }
        return names;
    }
}
