package io.bedrockrelay.it;

import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.bedrockrelay.it.AwsRuntime.Form;
import io.bedrockrelay.it.matrix.Asked;
import io.bedrockrelay.it.matrix.Client;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/// One question by one client with a key of its own: what the client makes of the answer is thrown, or nothing.
record Knock(Client client, boolean streamed) implements Asked {
    private static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    static Stream<Knock> all() {
        return Stream.of(Client.values())
                .filter(client -> !client.isLibrary())
                .flatMap(client -> Stream.of(false, true).map(streamed -> new Knock(client, streamed)))
                .filter(knock -> knock.client != Client.AWS_SYNC || !knock.streamed);
    }

    /// Skips the test where what the client runs on is missing. Called before anything looks for exceptions, which
    /// would take the skip for one.
    void require() {
        if (client == Client.AWS_JAVASCRIPT) {
            JavaScriptClient.require();
        }
    }

    void ask(String key) throws Exception {
        switch (client) {
            case OPENAI -> openAi(new OpenAiAsker.Blocking(Clients.openAi(Clients.relay(), key)));
            case OPENAI_ASYNC ->
                openAi(new OpenAiAsker.Async(
                        Clients.openAi(Clients.relay(), key).async()));
            case ANTHROPIC_CLAUDE ->
                anthropic(new AnthropicAsker.Blocking(Clients.anthropic(Clients.relay(), key)), CLAUDE);
            case ANTHROPIC_OTHER ->
                anthropic(new AnthropicAsker.Blocking(Clients.anthropic(Clients.relay(), key)), "nova-pro");
            case ANTHROPIC_ASYNC ->
                anthropic(
                        new AnthropicAsker.Async(
                                Clients.anthropic(Clients.relay(), key).async()),
                        CLAUDE);
            case ANTHROPIC_BEDROCK -> anthropic(bedrock(key), CLAUDE);
            case AWS_SYNC -> aws(Form.SYNC_BEARER, key);
            case AWS_HTTP_1 -> aws(Form.HTTP_1_BEARER, key);
            case AWS_HTTP_2 -> aws(Form.HTTP_2_BEARER, key);
            case AWS_JAVASCRIPT -> javaScript(key);
            case LANGCHAIN -> langChain(key);
            default -> throw new IllegalStateException("a library of another language: " + client);
        }
    }

    private void openAi(OpenAiAsker asker) {
        try (asker) {
            OpenAiChat.ask(asker, OpenAiChat.question("claude-sonnet-4-5", "Hi").build(), streamed);
        }
    }

    private void anthropic(AnthropicAsker asker, String model) {
        try (asker) {
            AnthropicChat.ask(asker, AnthropicChat.question(model, "Hi").build(), streamed);
        }
    }

    private static AnthropicAsker bedrock(String key) {
        var wire = BedrockBackend.builder().apiKey(key).region(Region.US_EAST_1).build();
        return new AnthropicAsker.Blocking(AnthropicOkHttpClient.builder()
                .backend(new RelayedBackend(wire, Clients.relay()))
                .putHeader("anthropic-version", "bedrock-2023-05-31")
                .maxRetries(0)
                .timeout(Clients.PATIENCE)
                .build());
    }

    private void aws(Form form, String key) {
        var message = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("Hi"))
                .build();
        try (var runtime = form.open(Clients.relay(), key)) {
            runtime.ask(
                    ConverseRequest.builder()
                            .modelId("claude-sonnet-4-5")
                            .messages(message)
                            .build(),
                    streamed);
        }
    }

    private void langChain(String key) {
        try (var chain = new LangChain(
                Form.SYNC_BEARER.open(Clients.relay(), key), Form.HTTP_1_BEARER.open(Clients.relay(), key))) {
            chain.ask(
                    ChatRequest.builder()
                            .messages(UserMessage.from("Hi"))
                            .modelName("claude-sonnet-4-5")
                            .build(),
                    streamed);
        }
    }

    private void javaScript(String key) throws Exception {
        var question = new ObjectMapper().readTree("""
                {"streamed": %s, "input": {"modelId": "claude-sonnet-4-5",
                 "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}}""".formatted(streamed));
        try (var process = JavaScriptClient.start(Clients.relay(), key)) {
            var answer = process.ask(question);
            if (answer.has("error")) {
                throw new Told(answer.at("/error/name").asText());
            }
        }
    }

    /// An exception of another language, by its name.
    static final class Told extends Exception {
        private static final long serialVersionUID = 1;

        Told(String name) {
            super(name);
        }
    }
}
