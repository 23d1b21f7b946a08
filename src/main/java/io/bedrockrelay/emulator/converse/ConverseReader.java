package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.reply.Author;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.Prompt.Choice;
import io.bedrockrelay.emulator.reply.Prompt.Offer;
import io.bedrockrelay.emulator.reply.Prompt.Source;
import io.bedrockrelay.emulator.reply.Prompt.Speaker;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.reply.Turns;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads a Converse request that broke no rule.
public final class ConverseReader {
    private final ObjectNode request;
    private final JsonNode last;

    private ConverseReader(ObjectNode request) {
        this.request = request;
        this.last = lastUser(request.path("messages")).path("content");
    }

    /// The text of the last user message, directives and all.
    public static String lastText(ObjectNode request) {
        return text(lastUser(request.path("messages")).path("content"));
    }

    private static JsonNode lastUser(JsonNode messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.path(i).path("role").asText().equals("user")) {
                return messages.path(i);
            }
        }
        return messages.path(messages.size());
    }

    private static String text(JsonNode blocks) {
        var texts = new ArrayList<String>();
        blocks.forEach(block -> {
            if (block.path("text").isTextual()) {
                texts.add(block.path("text").asText());
            }
            if (block.path("guardContent").path("text").path("text").isTextual()) {
                texts.add(block.path("guardContent").path("text").path("text").asText());
            }
        });
        return String.join(" ", texts);
    }

    public static Prompt prompt(ObjectNode request, Speaker speaker, Traits traits, PromptCache cache) {
        return new ConverseReader(request).prompt(speaker, traits, cache);
    }

    private Prompt prompt(Speaker speaker, Traits traits, PromptCache cache) {
        var question = Directive.strip(text(last));
        var counts = cache.touch(speaker.modelId(), Prefix.blocks(request));
        boolean guarded = request.path("guardrailConfig").isObject() && question.contains(Author.FORBIDDEN);
        var config = request.path("inferenceConfig");
        return new Prompt(
                speaker,
                question,
                text(request.path("system")),
                attachments(),
                results(),
                tools(),
                choice(request.path("toolConfig").path("toolChoice")),
                traits.has("think-always") || (traits.thinks() && ThinkingRules.isAsked(request)),
                schema(),
                cited(),
                guarded,
                config.has("maxTokens")
                        ? OptionalInt.of(config.path("maxTokens").asInt())
                        : OptionalInt.empty(),
                strings(config.path("stopSequences")),
                Math.max(0, Prefix.tokens(request) - counts.read() - counts.written()),
                counts,
                script(request.path("messages")));
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

    private List<String> attachments() {
        var told = new ArrayList<String>();
        for (JsonNode block : last) {
            for (String kind : List.of("image", "document", "video", "audio")) {
                if (block.has(kind)) {
                    var media = block.path(kind);
                    var name = media.has("name") ? " “" + media.path("name").asText() + "”" : "";
                    told.add(kind + name + ", " + media.path("format").asText("unknown") + ", "
                            + size(media.path("source")));
                }
            }
        }
        return told;
    }

    private static String size(JsonNode source) {
        if (source.has("bytes")) {
            return bytes(source.path("bytes").asText()).length + " bytes";
        }
        return source.has("s3Location") ? source.path("s3Location").path("uri").asText() : "text";
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private List<String> results() {
        var results = new ArrayList<String>();
        for (JsonNode block : last) {
            for (JsonNode part : block.path("toolResult").path("content")) {
                results.add(
                        part.has("json")
                                ? part.path("json").toString()
                                : part.path("text").asText("(no text)"));
            }
        }
        return results;
    }

    private List<Offer> tools() {
        var tools = new ArrayList<Offer>();
        for (JsonNode tool : request.path("toolConfig").path("tools")) {
            var spec = tool.path("toolSpec");
            if (spec.isObject()) {
                tools.add(new Offer(
                        spec.path("name").asText(), spec.path("inputSchema").path("json")));
            }
        }
        return tools;
    }

    private static Choice choice(JsonNode choice) {
        if (choice.has("tool")) {
            return new Choice.Named(choice.path("tool").path("name").asText());
        }
        return choice.has("any") ? new Choice.Any(true) : new Choice.Auto(true);
    }

    private Optional<JsonNode> schema() {
        var schema = request.at("/outputConfig/textFormat/structure/jsonSchema/schema");
        return schema.isTextual() ? Optional.of(JsonTrees.parse(schema.asText())) : Optional.empty();
    }

    private Optional<Source> cited() {
        int index = 0;
        for (JsonNode block : last) {
            var document = block.path("document");
            if (document.path("citations").path("enabled").asBoolean()) {
                return Optional.of(new Source(index, document.path("name").asText(), content(document.path("source"))));
            }
            index += document.isObject() ? 1 : 0;
        }
        return Optional.empty();
    }

    private static String content(JsonNode source) {
        if (source.has("text")) {
            return source.path("text").asText();
        }
        var bytes = bytes(source.path("bytes").asText());
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.chars().allMatch(letter -> letter >= ' ' || Character.isWhitespace(letter)) && !text.isBlank()
                ? text
                : "(" + bytes.length + " bytes)";
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
