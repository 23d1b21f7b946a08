package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Messages API body to what it asks for.
final class MessagesReader {
    private static final String REMINDER = "<system-reminder>";
    private static final String REMINDER_END = "</system-reminder>";

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
        var told = new Told();
        var conversation = conversation(body, told);
        var request = new ChatRequest(
                model,
                null,
                conversation.system(),
                conversation.messages(),
                sampling(body, maxTokens),
                AnthropicToolReader.tools(body.get("tools")),
                AnthropicToolReader.choice(body.get("tool_choice")),
                SettingsReader.read(body));
        return new Reading.Read(request, body.get("stream").boolOr(false), Echo.NOTHING, told.adaptations());
    }

    private record Conversation(List<Block> system, List<Message> messages) {}

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

    /// Instructions in the middle of a conversation stay in their place, in the user's voice and marked as what they
    /// are: the newest models of Anthropic alone have a role for them. Those before anything else belong to the
    /// others.
    private static Conversation conversation(Field body, Told told) {
        var messages = body.get("messages");
        if (messages.elements().isEmpty()) {
            throw messages.mistake("must hold at least one message");
        }
        var system = new ArrayList<>(system(body.get("system")));
        var turns = new ArrayList<Message>();
        for (var message : messages.elements()) {
            var role = message.get("role");
            var content = ContentReader.blocks(message.get("content"));
            if (!role.text().equals("system")) {
                add(turns, role(role), content);
            } else if (turns.isEmpty()) {
                told.changed(Kind.ROLE_SYSTEM, "system");
                system.addAll(content);
            } else {
                told.changed(Kind.ROLE_SYSTEM, "user");
                add(
                        turns,
                        Role.USER,
                        content.stream().map(MessagesReader::reminder).toList());
            }
        }
        if (turns.isEmpty()) {
            return new Conversation(List.of(), List.of(new Message(Role.USER, system)));
        }
        var automatic = CacheControl.of(body);
        if (automatic != null) {
            add(turns, turns.getLast().role(), List.of(new Block.CachePoint(automatic.ttl())));
        }
        return new Conversation(system, turns);
    }

    private static Block reminder(Block block) {
        return block instanceof Block.Text text && !text.text().strip().startsWith(REMINDER)
                ? new Block.Text(REMINDER + "\n" + text.text() + "\n" + REMINDER_END)
                : block;
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
            default -> throw role.mistake("must be 'user', 'assistant' or 'system'");
        };
    }

    private static Sampling sampling(Field body, @Nullable Integer maxTokens) {
        return new Sampling(
                maxTokens,
                body.get("temperature").numberOrNull(0, 1),
                body.get("top_p").numberOrNull(0, 1),
                body.get("top_k").positiveIntOrNull(),
                body.get("stop_sequences").texts());
    }
}
