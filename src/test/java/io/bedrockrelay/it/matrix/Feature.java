package io.bedrockrelay.it.matrix;

/// What a client can do, and what it can be told.
public enum Feature {
    MODELS("models", Answers.WHOLE),
    CHAT("chat", Answers.BOTH),
    TOOLS("tool and answer", Answers.BOTH),
    PARALLEL("parallel tools", Answers.BOTH),
    IMAGE("image in", Answers.BOTH),
    DOCUMENT("PDF in", Answers.BOTH),
    REASONING("signed reasoning", Answers.BOTH),
    STRUCTURE("JSON schema", Answers.BOTH),
    BROKEN("broken answer", Answers.BOTH),
    CANCEL("cancel", Answers.STREAMED),

    INVALID("field wrong", Answers.BOTH),
    UNAUTHENTICATED("no key", Answers.BOTH),
    FORBIDDEN("key not allowed", Answers.BOTH),
    UNKNOWN_MODEL("unknown model", Answers.BOTH),
    UNAVAILABLE_MODEL("model not here", Answers.BOTH),
    TOO_LARGE("too large", Answers.BOTH),
    THROTTLED("throttled", Answers.BOTH),
    DENIED("no model access", Answers.BOTH),
    UPSTREAM("Bedrock down", Answers.BOTH),
    TIMEOUT("time limit", Answers.BOTH),
    OVERLOADED("relay full", Answers.BOTH);

    private final String title;
    private final Answers answers;

    Feature(String title, Answers answers) {
        this.title = title;
        this.answers = answers;
    }

    String title() {
        return title;
    }

    /// The answers for which the feature has a meaning.
    public Answers answers() {
        return answers;
    }

    /// Whether it is one of those that are asked of libraries, of ten models each.
    public boolean isOfLibraries() {
        return switch (this) {
            case MODELS, CHAT, TOOLS, IMAGE, DOCUMENT, STRUCTURE -> true;
            default -> false;
        };
    }

    boolean error() {
        return compareTo(INVALID) >= 0;
    }
}
