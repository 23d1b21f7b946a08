package io.bedrockrelay.it;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.models.ModelInfo;
import com.anthropic.models.models.ModelListParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Anthropic's client as people ask it: blocking, or with futures. What it throws is thrown as it is.
interface AnthropicAsker extends AutoCloseable {
    /// All models, asked for in pages of that many.
    List<ModelInfo> models(int pageSize);

    ModelInfo model(String id);

    long count(MessageCountTokensParams params);

    Message whole(MessageCreateParams params);

    /// Reads the stream to its end, or goes away as soon as an event leaves no wish for more.
    void stream(MessageCreateParams params, Predicate<RawMessageStreamEvent> more);

    @Override
    void close();

    record Blocking(AnthropicClient client) implements AnthropicAsker {
        @Override
        public List<ModelInfo> models(int pageSize) {
            return client.models().list(page(pageSize)).autoPager().stream().toList();
        }

        @Override
        public ModelInfo model(String id) {
            return client.models().retrieve(id);
        }

        @Override
        public long count(MessageCountTokensParams params) {
            return client.messages().countTokens(params).inputTokens();
        }

        @Override
        public Message whole(MessageCreateParams params) {
            return client.messages().create(params);
        }

        @Override
        public void stream(MessageCreateParams params, Predicate<RawMessageStreamEvent> more) {
            try (var stream = client.messages().createStreaming(params)) {
                var _ = stream.stream().allMatch(more);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    record Async(AnthropicClientAsync client) implements AnthropicAsker {
        @Override
        public List<ModelInfo> models(int pageSize) {
            var models = new ArrayList<ModelInfo>();
            AwsRuntime.joined(() -> client.models().list(page(pageSize)).thenCompose(first -> first.autoPager()
                    .subscribe(models::add)
                    .onCompleteFuture()));
            return models;
        }

        @Override
        public ModelInfo model(String id) {
            return AwsRuntime.joined(() -> client.models().retrieve(id));
        }

        @Override
        public long count(MessageCountTokensParams params) {
            return AwsRuntime.joined(() -> client.messages().countTokens(params))
                    .inputTokens();
        }

        @Override
        public Message whole(MessageCreateParams params) {
            return AwsRuntime.joined(() -> client.messages().create(params));
        }

        @Override
        public void stream(MessageCreateParams params, Predicate<RawMessageStreamEvent> more) {
            var stream = client.messages().createStreaming(params);
            var left = new CompletableFuture<Void>();
            stream.subscribe((AsyncStreamResponse.Handler<RawMessageStreamEvent>) event -> {
                if (!left.isDone() && !more.test(event)) {
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

    private static ModelListParams page(int size) {
        return ModelListParams.builder().limit(size).build();
    }
}
