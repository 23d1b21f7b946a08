package io.bedrockrelay.it.matrix;

/// The clients that are shown to work, as people use them.
public enum Client {
    OPENAI("`openai-java`"),
    OPENAI_ASYNC("`openai-java`, async"),
    ANTHROPIC_CLAUDE("`anthropic-java`, Claude"),
    ANTHROPIC_OTHER("`anthropic-java`, other models"),
    ANTHROPIC_ASYNC("`anthropic-java`, async"),
    ANTHROPIC_BEDROCK("`anthropic-java-bedrock`"),
    AWS_SYNC("AWS SDK for Java, sync"),
    AWS_HTTP_1("AWS SDK for Java, async"),
    AWS_HTTP_2("AWS SDK for Java, async, HTTP/2"),
    AWS_JAVASCRIPT("AWS SDK for JavaScript, HTTP/2"),
    LANGCHAIN("`langchain4j-bedrock`");

    private final String label;

    Client(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Why a client cannot do something at all; empty where it should.
    String without(Feature feature, boolean streamed) {
        if (this == AWS_SYNC && streamed) {
            return "This client has no streams.";
        }
        if (this == LANGCHAIN && feature == Feature.STRUCTURE) {
            return "This client refuses JSON schemas for Bedrock itself.";
        }
        if ((this == ANTHROPIC_BEDROCK || this == LANGCHAIN) && feature == Feature.MODELS) {
            return "This client has no such call on Bedrock.";
        }
        if (this == AWS_JAVASCRIPT && feature == Feature.TOO_LARGE) {
            return "This client takes the end of its upload for a broken connection (ENHANCE_YOUR_CALM).";
        }
        return "";
    }
}
