package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.openai.OpenAiSettings;
import io.bedrockrelay.dialect.openai.ToolReader;
import java.util.ArrayList;
import java.util.List;

/// The body of a chat completion request.
///
/// Numbers go on as they are: whether the model takes them is known once it is resolved. Members that have no meaning
/// at Bedrock (`seed`, `logit_bias`, `user`, the penalties, …) are ignored like unknown ones; the caller is told of
/// those whose loss shows in the answer.
public final class ChatReader {
    private ChatReader() {}

    static Reading read(byte[] body) {
        return Field.read(body, ChatReader::chat);
    }

    private static Reading chat(Field body) {
        refuseWhatCannotBe(body);
        var told = new Told();
        var conversation = MessageReader.read(body.get("messages"), told);
        var use = ToolReader.use(body, ToolReader.tools(body.get("tools")));
        var request = new ChatRequest(
                body.get("model").nonBlankText(),
                null,
                system(conversation.system(), body.get("response_format")),
                conversation.messages(),
                sampling(body),
                use.tools(),
                use.choice(),
                OpenAiSettings.settings(body, use));
        tellWhatIsMissing(body, told);
        boolean usageWanted = body.get("stream_options").get("include_usage").boolOr(false);
        return new Reading.Read(
                request,
                body.get("stream").boolOr(false),
                new CompletionsDialect.ChatEcho(usageWanted),
                told.adaptations());
    }

    private static void tellWhatIsMissing(Field body, Told told) {
        if (body.has("web_search_options")) {
            told.leftOut(Kind.WEB_SEARCH, "set");
        }
        var logprobs = body.get("logprobs");
        if (logprobs.present() && logprobs.node().asBoolean()) {
            told.leftOut(Kind.LOGPROBS, "true");
        }
    }

    /// What a client relies on when it sends it, and would miss silently.
    private static void refuseWhatCannotBe(Field body) {
        var choices = body.get("n").positiveIntOrNull();
        if (choices != null && choices > 1) {
            throw body.get("n").mistake("must be 1: Bedrock gives one answer a call; send the request several times");
        }
        for (var modality : body.get("modalities").elements()) {
            if (!modality.text().equals("text")) {
                throw modality.mistake("must be 'text': answers in other forms are not served here");
            }
        }
        if (body.has("functions")) {
            throw body.get("functions").mistake("is no longer served; send the functions as 'tools'");
        }
        if (body.has("function_call")) {
            throw body.get("function_call").mistake("is no longer served; use 'tool_choice'");
        }
    }

    private static Sampling sampling(Field body) {
        // max_tokens is the older name; a client that sends both means the newer one.
        var most = body.get("max_completion_tokens").positiveIntOrNull();
        var older = body.get("max_tokens").positiveIntOrNull();
        var stop = body.get("stop");
        return new Sampling(
                most == null ? older : most,
                body.get("temperature").numberOrNull(0, 2),
                body.get("top_p").numberOrNull(0, 1),
                null,
                stop.isText() ? List.of(stop.text()) : stop.texts());
    }

    private static List<Block> system(List<Block> instructions, Field format) {
        if (!format.present() || !format.get("type").text().equals("json_object")) {
            return instructions;
        }
        var system = new ArrayList<>(instructions);
        system.add(new Block.Text(OpenAiSettings.JSON_ONLY));
        return system;
    }
}
