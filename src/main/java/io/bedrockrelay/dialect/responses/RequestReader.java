package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.openai.OpenAiSettings;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a request. What needs a memory between two calls is refused with the remedy; unknown members are
/// ignored, since a new client must not die of a new field.
final class RequestReader {
    private final Field body;
    private final ResponsesSettings site;
    private final LeftOut leftOut = new LeftOut();

    private RequestReader(Field body, ResponsesSettings site) {
        this.body = body;
        this.site = site;
    }

    static Reading read(byte[] body, ResponsesSettings site) {
        return Field.read(body, field -> new RequestReader(field, site).read());
    }

    private Reading read() {
        refuseWhatCannotBe();
        var model = body.get("model").nonBlankText();
        var tools = tools();
        var cache = body.get("prompt_cache_options");
        var ttl = ttl(cache.get("ttl"));
        var conversation = new ItemReader(tools, leftOut, site, new ContentReader(ttl)).read(input());
        var use = ToolChoiceReader.read(body, tools);
        var settings = new SettingsReader(body, leftOut);
        var marks = new CacheMarks(system(conversation.system(), settings), conversation.messages(), use.tools());
        if (site.implicitCache() && implicit(cache.get("mode"))) {
            marks.imply(ttl);
        }
        var request = new ChatRequest(
                model,
                null,
                marks.system(),
                marks.messages(),
                settings.sampling(),
                marks.tools(),
                use.choice(),
                settings.settings(use));
        var echo = new ResponsesEcho(settings.repeated(), tools.names(), conversation.thoughts());
        return new Reading.Read(request, body.get("stream").boolOr(false), echo, leftOut.all());
    }

    private void refuseWhatCannotBe() {
        refuse(
                "previous_response_id",
                "This relay keeps no responses. Send the whole conversation in 'input',"
                        + " reasoning items included.");
        refuse("conversation", "Conversations are not kept here. Send the whole conversation in 'input'.");
        refuse("prompt", "Prompt templates are stored at OpenAI. Send 'instructions' and 'input'.");
        var background = body.get("background");
        if (background.boolOr(false) || body.has("background_options")) {
            throw background.mistake("must be false: an answer lives only as long as its request. Use 'stream'");
        }
        var obfuscation = body.get("stream_options").get("include_obfuscation");
        if (obfuscation.boolOr(false)) {
            throw obfuscation.mistake("must be false: no obfuscation is sent here");
        }
        if (body.get("store").boolOr(false)) {
            leftOut.notStored();
        }
    }

    private void refuse(String member, String sentence) {
        if (body.has(member)) {
            throw body.get(member).refusal(sentence);
        }
    }

    private Field input() {
        var input = body.get("input");
        if (!input.present() || (!input.isText() && !input.isArray())) {
            throw input.mistake(input.present() ? "must be a string or an array" : "is missing");
        }
        return input;
    }

    /// All of them before the first item is read: a history may call what is declared only later.
    private Tools tools() {
        var tools = new Tools(leftOut);
        tools.add(body.get("tools"));
        if (body.get("input").isArray()) {
            for (var item : body.get("input").elements()) {
                switch (item.get("type").textOr("message")) {
                    case "additional_tools", "tool_search_output" -> tools.add(item.get("tools"));
                    default -> {}
                }
            }
        }
        return tools;
    }

    private List<Block> system(List<Block> fromItems, SettingsReader settings) {
        var system = new ArrayList<Block>();
        var instructions = body.get("instructions").textOr("");
        if (!instructions.isEmpty()) {
            system.add(new Block.Text(instructions));
        }
        system.addAll(fromItems);
        if (settings.anyJson()) {
            system.add(new Block.Text(OpenAiSettings.JSON_ONLY));
        }
        return system;
    }

    private static boolean implicit(Field mode) {
        return switch (mode.textOr("implicit")) {
            case "implicit" -> true;
            case "explicit" -> false;
            default -> throw mode.mistake("must be implicit or explicit");
        };
    }

    /// Bedrock keeps for five minutes or an hour.
    private static @Nullable String ttl(Field ttl) {
        return switch (ttl.textOr("")) {
            case "30m", "12h" -> "1h";
            default -> null;
        };
    }
}
