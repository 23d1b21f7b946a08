package io.bedrockrelay.http.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, false, OPENAI",
        "/api/v1/chat/completions, false, OPENAI",
        "/openai/v1/chat/completions, false, OPENAI",
        "/openai, false, OPENAI",
        "/v1/responses, false, RESPONSES",
        "/v1/responses/resp_1/input_items, false, RESPONSES",
        "/openai/v1/responses/compact, false, RESPONSES",
        "/v1/responsesfoo, false, OPENAI",
        "/v1/models, false, OPENAI",
        "/v1/models/some.model, true, ANTHROPIC",
        "/v1/messages, false, ANTHROPIC",
        "/v1/messages/count_tokens, true, ANTHROPIC",
        "/v1/messagesfoo, false, OPENAI",
        "/v1/messages/batches, false, ANTHROPIC",
        "/v1/files, false, OPENAI",
        "/v1/files, true, ANTHROPIC",
        "/v1/chat/completions, true, OPENAI",
        "/v1/chat/nothing, true, OPENAI",
        "/api/v1/files, true, ANTHROPIC",
        "/api/nothing, true, RELAY",
        "/api/models/a/b/check, false, RELAY",
        "/page/app.js, false, NONE",
        "/q/openapi, false, NONE",
        "/api/chat, false, RELAY",
        "/api/models, false, RELAY",
        "/apix, false, NONE",
        "/model/some.id/converse, false, BEDROCK",
        "/foundation-models, false, BEDROCK",
        "/inference-profiles/us.x, false, BEDROCK",
        "/, false, NONE",
        "/favicon.ico, false, NONE",
        "/messages, false, ANTHROPIC",
        "/v1/v1/messages, false, ANTHROPIC",
        "/v1/v1/messages/count_tokens, false, ANTHROPIC",
        "/api/messages, false, ANTHROPIC",
        "/chat/completions, false, OPENAI",
        "/api/chat/completions, false, OPENAI",
        "/v1/completions, false, OPENAI",
        "/embeddings, false, OPENAI",
        "/responses, false, OPENAI",
        "/models, false, OPENAI",
        "/models, true, ANTHROPIC",
        "/v1/model/some.id/converse, false, BEDROCK",
        "/bedrock/model/some.id/invoke-with-response-stream, false, BEDROCK",
        "/model/a/converse/chat/completions, false, OPENAI",
    })
    void aPathBelongsToOneSurface(String path, boolean versioned, Surface surface) {
        assertThat(Surface.of(path, versioned)).isEqualTo(surface);
    }
}
