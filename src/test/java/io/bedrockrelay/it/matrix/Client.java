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
    LANGCHAIN("`langchain4j-bedrock`"),

    OPENAI_PYTHON("`openai`, Python", Language.PYTHON),
    OPENAI_PYTHON_RESPONSES("`openai`, Python, Responses", Language.PYTHON),
    ANTHROPIC_PYTHON("`anthropic`, Python, other models", Language.PYTHON),
    BOTO3("`boto3`", Language.PYTHON),
    LANGCHAIN_OPENAI_PYTHON("`langchain-openai`", Language.PYTHON),
    LANGCHAIN_RESPONSES_PYTHON("`langchain-openai`, Responses", Language.PYTHON),
    LANGCHAIN_AWS_PYTHON("`langchain-aws`", Language.PYTHON),
    PYDANTIC_AI("`pydantic-ai`, OpenAI", Language.PYTHON),
    PYDANTIC_AI_RESPONSES("`pydantic-ai`, Responses", Language.PYTHON),
    PYDANTIC_AI_BEDROCK("`pydantic-ai`, Bedrock", Language.PYTHON),
    LITELLM("`litellm`", Language.PYTHON),
    LITELLM_RESPONSES("`litellm`, Responses", Language.PYTHON),
    INSTRUCTOR("`instructor`", Language.PYTHON),
    OPENAI_NODE("`openai`, JavaScript", Language.NODE),
    AI_OPENAI("`ai`, `@ai-sdk/openai`", Language.NODE),
    AI_OPENAI_CHAT("`ai`, `@ai-sdk/openai`, chat", Language.NODE),
    AI_COMPATIBLE("`ai`, `@ai-sdk/openai-compatible`", Language.NODE),
    AI_ANTHROPIC("`ai`, `@ai-sdk/anthropic`, other models", Language.NODE),
    AI_BEDROCK("`ai`, `@ai-sdk/amazon-bedrock`", Language.NODE),
    LANGCHAIN_OPENAI_NODE("`@langchain/openai`", Language.NODE),
    LANGCHAIN_ANTHROPIC_NODE("`@langchain/anthropic`, other models", Language.NODE),
    LANGCHAIN_AWS_NODE("`@langchain/aws`", Language.NODE);

    private enum Language {
        JAVA,
        PYTHON,
        NODE
    }

    private final String label;
    private final Language language;

    Client(String label) {
        this(label, Language.JAVA);
    }

    Client(String label, Language language) {
        this.label = label;
        this.language = language;
    }

    public boolean isOfPython() {
        return language == Language.PYTHON;
    }

    public boolean isOfNode() {
        return language == Language.NODE;
    }

    /// Whether it is one of those that are asked for what libraries do, against ten models, and for nothing else.
    public boolean isLibrary() {
        return language != Language.JAVA;
    }

    String label() {
        return label;
    }

    /// Why a client cannot do something at all; empty where it should.
    public String without(Feature feature, boolean streamed) {
        if (isLibrary()) {
            return withoutInLibrary(feature, streamed);
        }
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

    private String withoutInLibrary(Feature feature, boolean streamed) {
        if (this == INSTRUCTOR && feature != Feature.STRUCTURE) {
            return "This library is for objects only.";
        }
        if (feature == Feature.MODELS) {
            return switch (this) {
                case OPENAI_PYTHON, OPENAI_NODE, ANTHROPIC_PYTHON, BOTO3 -> "";
                case OPENAI_PYTHON_RESPONSES -> "The list is that of the row above.";
                default -> "This library has no such call.";
            };
        }
        return feature == Feature.STRUCTURE && streamed && isWholeOnly() ? "Asked for whole answers only." : "";
    }

    private boolean isWholeOnly() {
        return switch (this) {
            case OPENAI_PYTHON_RESPONSES, LANGCHAIN_OPENAI_PYTHON, LANGCHAIN_RESPONSES_PYTHON -> true;
            case LANGCHAIN_AWS_PYTHON, OPENAI_NODE -> true;
            case LANGCHAIN_OPENAI_NODE, LANGCHAIN_ANTHROPIC_NODE, LANGCHAIN_AWS_NODE -> true;
            default -> false;
        };
    }
}
