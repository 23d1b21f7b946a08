package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Messages API body to what it asks for.
final class MessagesReader {
    private MessagesReader() {}

    static Reading message(Field body) {
        var maxTokens = body.get("max_tokens");
        if (!maxTokens.present()) {
            throw maxTokens.mistake("is missing; it must be a whole number of at least 1");
        }
        return read(body, maxTokens.positiveIntOrNull());
    }

    static Reading counting(Field body) {
        return read(body, body.get("max_tokens").positiveIntOrNull());
    }

    private static Reading read(Field body, @Nullable Integer maxTokens) {
        var model = body.get("model").nonBlankText();
        SettingsReader.refuseWhatOnlyClaudeHas(body);
        var request = new ChatRequest(
                model,
                null,
                system(body.get("system")),
                messages(body),
                sampling(body, maxTokens),
                AnthropicToolReader.tools(body.get("tools")),
                AnthropicToolReader.choice(body.get("tool_choice")),
                SettingsReader.read(body));
        return new Reading.Read(request, body.get("stream").boolOr(false), Echo.NOTHING);
    }

    private static List<Block> system(Field system) {
        if (!system.present()) {
            return List.of();
        }
        if (system.isArray()) {
            for (var block : system.elements()) {
                var type = block.get("type");
                if (!type.text().equals("text")) {
                    throw type.mistake("must be 'text': a system prompt holds nothing else");
                }
            }
        }
        return ContentReader.blocks(system);
    }

    private static List<Message> messages(Field body) {
        var messages = body.get("messages");
        if (messages.elements().isEmpty()) {
            throw messages.mistake("must hold at least one message");
        }
        var turns = new ArrayList<Message>();
        for (var message : messages.elements()) {
            add(turns, role(message.get("role")), ContentReader.blocks(message.get("content")));
        }
        var automatic = CacheControl.of(body);
        if (automatic != null) {
            add(turns, turns.getLast().role(), List.of(new Block.CachePoint(automatic.ttl())));
        }
        return turns;
    }

    /// Anthropic takes messages of one role in a row as one turn; Bedrock wants turns that alternate.
    private static void add(List<Message> turns, Role role, List<Block> content) {
        if (turns.isEmpty() || turns.getLast().role() != role) {
            turns.add(new Message(role, content));
            return;
        }
        var joined = new ArrayList<>(turns.removeLast().content());
        joined.addAll(content);
        turns.add(new Message(role, joined));
    }

    private static Role role(Field role) {
        return switch (role.text()) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> throw role.mistake("must be 'user' or 'assistant'; instructions belong in 'system'");
        };
    }

    private static Sampling sampling(Field body, @Nullable Integer maxTokens) {
        return new Sampling(
                maxTokens,
                body.get("temperature").numberOrNull(0, 1),
                body.get("top_p").numberOrNull(0, 1),
                body.get("stop_sequences").texts());
    }
}
