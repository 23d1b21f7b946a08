package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.Prefix;
import io.bedrockrelay.emulator.converse.ThinkingRules;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.Prompt.Choice;
import io.bedrockrelay.emulator.reply.Prompt.Offer;
import io.bedrockrelay.emulator.reply.Prompt.Source;
import io.bedrockrelay.emulator.reply.Prompt.Speaker;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.reply.Turns;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads a Claude model's own body that broke no rule.
public final class AnthropicReader {
    private final ObjectNode body;
    private final JsonNode last;

    private AnthropicReader(ObjectNode body) {
        this.body = body;
        this.last = lastUser(body.path("messages"));
    }

    public static String lastText(ObjectNode body) {
        return text(lastUser(body.path("messages")));
    }

    /// What the user said last: messages of the user's in a row are one turn, whatever the system says between them.
    private static ArrayNode lastUser(JsonNode messages) {
        var turn = JsonTrees.object().putArray("content");
        boolean found = false;
        for (int i = messages.size() - 1; i >= 0; i--) {
            var role = messages.path(i).path("role").asText();
            if (role.equals("assistant") && found) {
                break;
            }
            if (role.equals("user")) {
                found = true;
                var content = messages.path(i).path("content");
                var earlier = turn.deepCopy();
                turn.removeAll();
                if (content.isTextual()) {
                    turn.addObject().put("type", "text").set("text", content);
                }
                content.forEach(turn::add);
                turn.addAll(earlier);
            }
        }
        return turn;
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var texts = new ArrayList<String>();
        content.forEach(block -> {
            if (block.path("type").asText().equals("text")) {
                texts.add(block.path("text").asText());
            }
        });
        return String.join(" ", texts);
    }

    static Prompt prompt(ObjectNode body, Speaker speaker, Traits traits, PromptCache cache) {
        return new AnthropicReader(body).prompt(speaker, traits, cache);
    }

    private Prompt prompt(Speaker speaker, Traits traits, PromptCache cache) {
        var counts = cache.touch(speaker.modelId(), blocks());
        return new Prompt(
                speaker,
                Directive.strip(text(last)),
                text(body.path("system")),
                attachments(),
                results(),
                tools(),
                choice(body.path("tool_choice")),
                traits.thinks() && ThinkingRules.isOn(body.path("thinking")),
                schema(),
                cited(),
                false,
                OptionalInt.of(body.path("max_tokens").asInt()),
                strings(body.path("stop_sequences")),
                Math.max(0, Prefix.tokens(body) - counts.read() - counts.written()),
                counts,
                script(body.path("messages")));
    }

    private static Optional<Turns> script(JsonNode messages) {
        var texts = new ArrayList<String>();
        var answers = new ArrayList<Boolean>();
        for (JsonNode message : messages) {
            texts.add(text(message.path("content")));
            answers.add(message.path("role").asText().equals("assistant"));
        }
        return Directive.turns(texts, answers);
    }

    /// The prompt as a cache sees it. Tools that are loaded when they are referred to are no part of it.
    private List<PromptCache.Block> blocks() {
        var blocks = new ArrayList<PromptCache.Block>();
        for (JsonNode tool : body.path("tools")) {
            if (!tool.path("defer_loading").asBoolean()) {
                blocks.add(block("tool", tool));
            }
        }
        gather("system", body.path("system"), blocks);
        for (JsonNode message : body.path("messages")) {
            gather(message.path("role").asText(), message.path("content"), blocks);
        }
        return blocks;
    }

    private static void gather(String role, JsonNode content, List<PromptCache.Block> blocks) {
        if (content.isTextual()) {
            blocks.add(block(role, JsonTrees.object().put("type", "text").set("text", content)));
        }
        content.forEach(block -> blocks.add(block(role, block)));
    }

    /// A block is the same with a mark and without.
    private static PromptCache.Block block(String role, JsonNode block) {
        var plain = block.deepCopy();
        boolean marked = unmark(plain);
        return new PromptCache.Block(role + plain, Prefix.characters(plain), marked);
    }

    private static boolean unmark(JsonNode node) {
        boolean marked = node instanceof ObjectNode object && object.remove("cache_control") != null;
        for (JsonNode child : node) {
            marked |= unmark(child);
        }
        return marked;
    }

    private List<String> attachments() {
        var told = new ArrayList<String>();
        for (JsonNode block : last) {
            var type = block.path("type").asText();
            if (type.equals("image") || type.equals("document")) {
                var source = block.path("source");
                var size = source.has("data") ? size(source) : "text";
                told.add(type + ", " + source.path("media_type").asText("unknown") + ", " + size);
            }
        }
        return told;
    }

    private static String size(JsonNode source) {
        var data = source.path("data").asText();
        if (!source.path("type").asText().equals("base64")) {
            return data.length() + " characters";
        }
        try {
            return Base64.getDecoder().decode(data).length + " bytes";
        } catch (IllegalArgumentException notBase64) {
            return "not base64";
        }
    }

    private List<String> results() {
        var results = new ArrayList<String>();
        for (JsonNode block : last) {
            if (block.path("type").asText().equals("tool_result")) {
                results.add(text(block.path("content")));
            }
        }
        return results;
    }

    private List<Offer> tools() {
        var tools = new ArrayList<Offer>();
        for (JsonNode tool : body.path("tools")) {
            if (tool.has("input_schema")) {
                tools.add(new Offer(tool.path("name").asText(), tool.path("input_schema")));
            }
        }
        return tools;
    }

    private static Choice choice(JsonNode choice) {
        boolean parallel = !choice.path("disable_parallel_tool_use").asBoolean();
        return switch (choice.path("type").asText("auto")) {
            case "any" -> new Choice.Any(parallel);
            case "tool" -> new Choice.Named(choice.path("name").asText());
            case "none" -> new Choice.None();
            default -> new Choice.Auto(parallel);
        };
    }

    private Optional<JsonNode> schema() {
        var format = body.path("output_config").has("format")
                ? body.path("output_config").path("format")
                : body.path("output_format");
        return format.path("schema").isObject() ? Optional.of(format.path("schema")) : Optional.empty();
    }

    private Optional<Source> cited() {
        int index = 0;
        for (JsonNode block : last) {
            boolean document = block.path("type").asText().equals("document");
            if (document && block.path("citations").path("enabled").asBoolean()) {
                var text = block.path("source").path("type").asText().equals("text")
                        ? block.path("source").path("data").asText()
                        : "(no text)";
                return Optional.of(new Source(index, block.path("title").asText(), text));
            }
            index += document ? 1 : 0;
        }
        return Optional.empty();
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
