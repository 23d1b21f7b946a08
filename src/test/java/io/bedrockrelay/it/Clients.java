package io.bedrockrelay.it;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The vendors' own clients, pointed at the packaged application. They try once only, so that a test sees what the
/// relay said and not what the client made of it.
final class Clients {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// A PNG of one pixel: 70 bytes.
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    static final Map<String, Object> CITY = Map.of("city", Map.of("type", "string"));

    /// The schema of an answer that names a city and counts its people.
    static final Map<String, Object> CENSUS = Map.of(
            "type",
            "object",
            "properties",
            Map.of("city", Map.of("type", "string"), "people", Map.of("type", "integer")),
            "required",
            List.of("city", "people"),
            "additionalProperties",
            false);

    private Clients() {}

    static String relay() {
        return "http://localhost:" + RestAssured.port;
    }

    static OpenAIClient openAi() {
        return openAi(relay());
    }

    static OpenAIClient openAi(String relay) {
        return openAi(relay, "none");
    }

    static OpenAIClient openAi(String relay, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(relay + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(PATIENCE)
                .build();
    }

    static AnthropicClient anthropic() {
        return anthropic(relay());
    }

    static AnthropicClient anthropic(String relay) {
        return anthropic(relay, "none");
    }

    static AnthropicClient anthropic(String relay, String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(relay)
                .apiKey(key)
                .maxRetries(0)
                .timeout(PATIENCE)
                .build();
    }
}
