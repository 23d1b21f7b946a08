package io.bedrockrelay.chat;

/// A JSON value kept as the text it was written in: tool schemas, tool arguments and model-specific settings pass
/// through the relay without losing order, number forms or unknown fields. Whoever makes one has parsed the text.
public record Json(String text) {
    public static final Json EMPTY_OBJECT = new Json("{}");

    public Json {
        if (text.isBlank()) {
            throw new IllegalArgumentException("JSON text is blank");
        }
    }

    @Override
    public String toString() {
        // Never the text: it holds what people said to a model, and records end up in logs.
        return "Json[" + text.length() + " chars]";
    }
}
