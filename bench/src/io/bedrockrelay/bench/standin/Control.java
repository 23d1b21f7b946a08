package io.bedrockrelay.bench.standin;

/// As much of Bedrock's control plane as lets the relay load a catalogue: two models, and the profile of one.
final class Control {
    static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    static final String NOVA = "amazon.nova-lite-v1:0";

    private static final String MODELS =
            "{\"modelSummaries\":[" + model(CLAUDE, "Claude Sonnet 4.5", "Anthropic", "INFERENCE_PROFILE") + ","
                    + model(NOVA, "Nova Lite", "Amazon", "ON_DEMAND") + "]}";
    private static final String PROFILES = """
            {"inferenceProfileSummaries":[{"inferenceProfileName":"US Anthropic Claude Sonnet 4.5","inferenceProfileId":"us.%1$s",\
            "inferenceProfileArn":"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.%1$s","status":"ACTIVE",\
            "type":"SYSTEM_DEFINED","models":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/%1$s"},\
            {"modelArn":"arn:aws:bedrock:us-west-2::foundation-model/%1$s"}]}]}""".formatted(CLAUDE);
    private static final String NO_PROFILES = "{\"inferenceProfileSummaries\":[]}";

    private Control() {}

    static String answer(String uri) {
        if (uri.startsWith("/foundation-models")) {
            return MODELS;
        }
        return uri.contains("APPLICATION") ? NO_PROFILES : PROFILES;
    }

    private static String model(String id, String name, String provider, String inference) {
        return """
            {"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/%s","modelId":"%s","modelName":"%s","providerName":"%s",\
            "inputModalities":["TEXT"],"outputModalities":["TEXT"],"responseStreamingSupported":true,\
            "inferenceTypesSupported":["%s"],"modelLifecycle":{"status":"ACTIVE"}}""".formatted(id, id, name, provider, inference);
    }
}
