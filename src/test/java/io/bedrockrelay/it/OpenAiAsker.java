package io.bedrockrelay.it;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// OpenAI's client as people ask it: blocking, or with futures. What it throws is thrown as it is.
interface OpenAiAsker extends AutoCloseable {
    List<Model> models();

    Model model(String id);

    CreateEmbeddingResponse embed(EmbeddingCreateParams params);

    ChatCompletion whole(ChatCompletionCreateParams params);

    /// Reads the stream to its end, or goes away as soon as a chunk leaves no wish for more.
    void stream(ChatCompletionCreateParams params, Predicate<ChatCompletionChunk> more);

    @Override
    void close();

    record Blocking(OpenAIClient client) implements OpenAiAsker {
        @Override
        public List<Model> models() {
            return client.models().list().data();
        }

        @Override
        public Model model(String id) {
            return client.models().retrieve(id);
        }

        @Override
        public CreateEmbeddingResponse embed(EmbeddingCreateParams params) {
            return client.embeddings().create(params);
        }

        @Override
        public ChatCompletion whole(ChatCompletionCreateParams params) {
            return client.chat().completions().create(params);
        }

        @Override
        public void stream(ChatCompletionCreateParams params, Predicate<ChatCompletionChunk> more) {
            try (var stream = client.chat().completions().createStreaming(params)) {
                var _ = stream.stream().allMatch(more);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    record Async(OpenAIClientAsync client) implements OpenAiAsker {
        @Override
        public List<Model> models() {
            return AwsRuntime.joined(() -> client.models().list()).data();
        }

        @Override
        public Model model(String id) {
            return AwsRuntime.joined(() -> client.models().retrieve(id));
        }

        @Override
        public CreateEmbeddingResponse embed(EmbeddingCreateParams params) {
            return AwsRuntime.joined(() -> client.embeddings().create(params));
        }

        @Override
        public ChatCompletion whole(ChatCompletionCreateParams params) {
            return AwsRuntime.joined(() -> client.chat().completions().create(params));
        }

        @Override
        public void stream(ChatCompletionCreateParams params, Predicate<ChatCompletionChunk> more) {
            var stream = client.chat().completions().createStreaming(params);
            var left = new CompletableFuture<Void>();
            stream.subscribe((AsyncStreamResponse.Handler<ChatCompletionChunk>) chunk -> {
                if (!left.isDone() && !more.test(chunk)) {
                    left.complete(null);
                    stream.close();
                }
            });
            AwsRuntime.joined(() -> CompletableFuture.anyOf(left, stream.onCompleteFuture()));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
