package io.bedrockrelay.it;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.bedrockrelay.it.AwsRuntime.Form;
import java.util.concurrent.CompletableFuture;

/// LangChain4j's two models, over AWS's synchronous and asynchronous client.
final class LangChain implements AutoCloseable {
    private final AwsRuntime sync;
    private final AwsRuntime async;
    private final BedrockChatModel whole;
    private final BedrockStreamingChatModel streaming;

    LangChain() {
        this(Form.SYNC_SIGNED.open(), Form.HTTP_1_SIGNED.open());
    }

    LangChain(AwsRuntime sync, AwsRuntime async) {
        this.sync = sync;
        this.async = async;
        whole = BedrockChatModel.builder()
                .client(sync.sync())
                .modelId("nova-pro")
                .maxRetries(0)
                .returnThinking(true)
                .build();
        streaming = BedrockStreamingChatModel.builder()
                .client(async.async())
                .modelId("nova-pro")
                .returnThinking(true)
                .build();
    }

    ChatResponse ask(ChatRequest request, boolean streamed) {
        if (!streamed) {
            return whole.chat(request);
        }
        var ended = new CompletableFuture<ChatResponse>();
        streaming.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                ended.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                ended.completeExceptionally(failure);
            }
        });
        return AwsRuntime.joined(() -> ended);
    }

    /// Reads the first piece of an answer, and goes away.
    void leave(ChatRequest request) {
        var left = new CompletableFuture<Void>();
        streaming.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                context.streamingHandle().cancel();
                left.complete(null);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                left.completeExceptionally(new AssertionError("the answer came to its end"));
            }

            @Override
            public void onError(Throwable failure) {
                left.completeExceptionally(failure);
            }
        });
        AwsRuntime.joined(() -> left);
    }

    @Override
    public void close() {
        sync.close();
        async.close();
    }
}
