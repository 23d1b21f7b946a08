package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What content blocks may be, and where.
final class ContentRules {
    private static final List<String> KINDS = List.of(
            "text",
            "image",
            "document",
            "video",
            "audio",
            "toolUse",
            "toolResult",
            "guardContent",
            "cachePoint",
            "reasoningContent",
            "citationsContent",
            "searchResult");
    private static final List<String> USERS_ONLY =
            List.of("image", "document", "video", "audio", "toolResult", "searchResult");
    private static final List<String> IMAGES = List.of("png", "jpeg", "gif", "webp");
    private static final List<String> DOCUMENTS =
            List.of("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md");
    private static final Pattern DOCUMENT_NAME =
            Pattern.compile("[a-zA-Z0-9\\-()\\[\\]]+(\\s[a-zA-Z0-9\\-()\\[\\]]+)*");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_IMAGES = 20;
    private static final int MOST_DOCUMENTS = 5;

    private final Set<String> documentNames = new HashSet<>();

    private ContentRules() {}

    static Optional<ErrorAnswer> broken(JsonNode messages) {
        var rules = new ContentRules();
        for (int i = 0; i < messages.size(); i++) {
            var refusal = rules.message(messages.path(i), "messages." + i);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<ErrorAnswer> message(JsonNode message, String at) {
        var content = message.path("content");
        if (content.isEmpty()) {
            return Optional.of(ErrorAnswer.validation("The content field in the Message object at " + at
                    + " is empty. Add a ContentBlock object to the content field and try again."));
        }
        for (int i = 0; i < content.size(); i++) {
            var refusal = block(content.path(i), message.path("role").asText(), at + ".content." + i);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return counts(content, at);
    }

    private Optional<ErrorAnswer> block(JsonNode block, String role, String at) {
        var kinds = KINDS.stream().filter(block::has).toList();
        if (kinds.size() != 1) {
            return Optional.of(ErrorAnswer.validation("The ContentBlock object at " + at
                    + " must set one of the following keys: " + String.join(", ", KINDS) + "."));
        }
        var kind = kinds.getFirst();
        if (role.equals("assistant") && USERS_ONLY.contains(kind)) {
            return Optional.of(ErrorAnswer.validation("The " + kind + " field in the ContentBlock object at " + at
                    + " is not allowed in an assistant message. Remove it and try again."));
        }
        if (role.equals("user") && kind.equals("toolUse")) {
            return Optional.of(ErrorAnswer.validation(
                    "User messages cannot contain tool uses. Please remove the tool use and try again."));
        }
        if (role.equals("user") && kind.equals("reasoningContent")) {
            return Optional.of(
                    ErrorAnswer.validation("User messages cannot contain reasoning content. Please remove the"
                            + " reasoning content and try again."));
        }
        return byKind(kind, block.path(kind), at);
    }

    private Optional<ErrorAnswer> byKind(String kind, JsonNode value, String at) {
        return switch (kind) {
            case "text" -> text(value, at);
            case "image" -> media(value, "image", IMAGES, at);
            case "document" -> media(value, "document", DOCUMENTS, at).or(() -> documentName(value.path("name")));
            default -> Optional.empty();
        };
    }

    private static Optional<ErrorAnswer> text(JsonNode text, String at) {
        if (!text.isTextual()) {
            return Optional.of(
                    ErrorAnswer.serialization("The value at " + at + ".text can not be converted to a String"));
        }
        return text.asText().isBlank()
                ? Optional.of(ErrorAnswer.validation("The text field in the ContentBlock object at " + at
                        + " is blank. Add text to the text field, and try again."))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> media(JsonNode media, String kind, List<String> formats, String at) {
        var format = media.path("format").asText("");
        boolean inferred = kind.equals("document") && format.isEmpty();
        if (!inferred && !formats.contains(format)) {
            return Optional.of(
                    ErrorAnswer.constraint(format, at + "." + kind + ".format", "satisfy enum value set: " + formats));
        }
        var source = media.path("source");
        boolean given = source.path("bytes").asText("").length() > 0
                || source.has("s3Location")
                || source.path("text").asText("").length() > 0
                || source.path("content").size() > 0;
        return given
                ? Optional.empty()
                : Optional.of(ErrorAnswer.validation(
                        "The " + kind + " source at " + at + " is empty. Add bytes and try again."));
    }

    private Optional<ErrorAnswer> documentName(JsonNode name) {
        var text = name.asText("");
        if (text.length() > LONGEST_NAME || !DOCUMENT_NAME.matcher(text).matches()) {
            return Optional.of(ErrorAnswer.validation("The document file name can only contain alphanumeric characters,"
                    + " whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more"
                    + " than one consecutive whitespace character."));
        }
        return documentNames.add(text)
                ? Optional.empty()
                : Optional.of(ErrorAnswer.validation("The document name " + text
                        + " is used more than once. Give each document a name of its own and try again."));
    }

    private static Optional<ErrorAnswer> counts(JsonNode content, String at) {
        int images = 0;
        int documents = 0;
        boolean text = false;
        for (JsonNode block : content) {
            images += block.has("image") ? 1 : 0;
            documents += block.has("document") ? 1 : 0;
            text |= block.has("text");
        }
        if (images > MOST_IMAGES) {
            return Optional.of(
                    ErrorAnswer.validation("Too many images at " + at + ". At most " + MOST_IMAGES + " are allowed."));
        }
        if (documents > MOST_DOCUMENTS) {
            return Optional.of(ErrorAnswer.validation(
                    "Too many documents at " + at + ". At most " + MOST_DOCUMENTS + " are allowed."));
        }
        return documents > 0 && !text
                ? Optional.of(ErrorAnswer.validation("The message at " + at
                        + " has a document and no text. Add a text block to the message and try again."))
                : Optional.empty();
    }
}
