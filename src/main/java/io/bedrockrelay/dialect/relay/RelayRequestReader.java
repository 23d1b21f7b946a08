package io.bedrockrelay.dialect.relay;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.chat.Settings.Guardrail;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.Effort;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/chat`. This dialect is our own, so a misspelt field is told rather than ignored.
final class RelayRequestReader {
    private static final List<String> KNOWN = List.of(
            "model",
            "region",
            "system",
            "messages",
            "maxTokens",
            "temperature",
            "topP",
            "stop",
            "tools",
            "toolChoice",
            "outputFormat",
            "effort",
            "guardrail",
            "serviceTier",
            "latency",
            "metadata",
            "modelFields",
            "responsePaths",
            "stream");

    private RelayRequestReader() {}

    static Reading read(Field body) {
        for (var member : body.members().entrySet()) {
            if (!KNOWN.contains(member.getKey())) {
                throw member.getValue().mistake("is not a field of this call; it has " + String.join(", ", KNOWN));
            }
        }
        var messages = body.get("messages");
        if (messages.elements().isEmpty()) {
            throw messages.mistake("must hold at least one message");
        }
        var request = new ChatRequest(
                body.get("model").nonBlankText(),
                body.has("region") ? body.get("region").nonBlankText() : null,
                system(body.get("system")),
                messages.each(RelayRequestReader::message),
                sampling(body),
                body.get("tools").each(RelayRequestReader::tool),
                toolChoice(body.get("toolChoice")),
                settings(body));
        return new Reading.Read(request, body.get("stream").boolOr(false), Echo.NOTHING);
    }

    private static List<Block> system(Field system) {
        if (!system.present()) {
            return List.of();
        }
        return system.isText() ? List.of(new Block.Text(system.text())) : system.each(BlockReader::read);
    }

    private static Message message(Field message) {
        var role = message.get("role");
        var content = message.get("content");
        List<Block> blocks =
                content.isText() ? List.of(new Block.Text(content.text())) : content.each(BlockReader::read);
        if (blocks.isEmpty()) {
            throw content.mistake("must be a string or an array with at least one block");
        }
        return switch (role.text()) {
            case "user" -> new Message(Role.USER, blocks);
            case "assistant" -> new Message(Role.ASSISTANT, blocks);
            default -> throw role.mistake("must be user or assistant; instructions go into 'system'");
        };
    }

    private static Sampling sampling(Field body) {
        return new Sampling(
                body.get("maxTokens").positiveIntOrNull(),
                body.get("temperature").numberOrNull(0, 2),
                body.get("topP").numberOrNull(0, 1),
                null,
                body.get("stop").texts());
    }

    private static Tool tool(Field tool) {
        if (tool.has("hosted")) {
            return new Tool.Hosted(tool.get("hosted").nonBlankText());
        }
        if (tool.has("cachePoint")) {
            return new Tool.CachePoint(tool.get("cachePoint").get("ttl").textOrNull());
        }
        return new Tool.Function(
                tool.get("name").nonBlankText(),
                tool.get("description").textOrNull(),
                tool.get("schema").object(),
                tool.get("strict").boolOrNull());
    }

    private static @Nullable ToolChoice toolChoice(Field choice) {
        if (!choice.present()) {
            return null;
        }
        if (choice.isObject()) {
            return new ToolChoice.Named(choice.get("name").nonBlankText());
        }
        return switch (choice.text()) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Any();
            case "none" -> new ToolChoice.None();
            default -> throw choice.mistake("must be auto, any, none, or an object with the tool's name");
        };
    }

    private static Settings settings(Field body) {
        var metadata = new LinkedHashMap<String, String>();
        body.get("metadata").members().forEach((key, value) -> metadata.put(key, value.text()));
        return new Settings(
                outputFormat(body.get("outputFormat")),
                Effort.of(body.get("effort")),
                false,
                guardrail(body.get("guardrail")),
                body.get("serviceTier").textOrNull(),
                body.get("latency").textOrNull(),
                metadata,
                body.get("modelFields").objectOrNull(),
                body.get("responsePaths").texts());
    }

    private static @Nullable OutputFormat outputFormat(Field format) {
        return format.present()
                ? new OutputFormat(
                        format.get("name").textOrNull(),
                        format.get("description").textOrNull(),
                        format.get("schema").object())
                : null;
    }

    private static @Nullable Guardrail guardrail(Field guardrail) {
        return guardrail.present()
                ? new Guardrail(
                        guardrail.get("identifier").nonBlankText(),
                        guardrail.get("version").nonBlankText(),
                        guardrail.get("trace").textOrNull(),
                        guardrail.get("streamProcessing").textOrNull())
                : null;
    }
}
