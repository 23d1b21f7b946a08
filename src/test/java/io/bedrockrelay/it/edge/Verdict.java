package io.bedrockrelay.it.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.it.edge.ApiDocument.Operation;
import io.restassured.response.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What becomes of a call, and how each API says so.
enum Verdict {
    SERVED("", "", "", ""),
    UNKNOWN_CALLER(
            "401 unauthenticated", "401 invalid_api_key", "401 authentication_error", "403 AccessDeniedException"),
    FORBIDDEN("403 forbidden", "403 permission_denied", "403 permission_error", "403 AccessDeniedException"),
    /// Not told apart from what does not exist.
    HIDDEN("404 model_not_found", "404 model_not_found", "404 not_found_error", "404 ResourceNotFoundException"),
    /// The same of what is no model.
    HIDDEN_PROFILE("404 not_found", "", "", "");

    private final String relay;
    private final String openai;
    private final String anthropic;
    private final String bedrock;

    Verdict(String relay, String openai, String anthropic, String bedrock) {
        this.relay = relay;
        this.openai = openai;
        this.anthropic = anthropic;
        this.bedrock = bedrock;
    }

    private String told(String api) {
        return switch (api) {
            case "relay" -> relay;
            case "openai" -> openai;
            case "anthropic" -> anthropic;
            case "bedrock" -> bedrock;
            default -> throw new AssertionError("no such API: " + api);
        };
    }

    void check(Operation operation, Response answer, String asked) throws IOException {
        var text = answer.asString();
        var described = asked + ": " + answer.statusCode() + " " + text;
        assertThat(answer.header("X-Request-Id")).as(described).isNotBlank();
        if (this == SERVED) {
            assertThat(answer.statusCode()).as(described).isEqualTo(operation.success());
        } else {
            assertThat(answer.statusCode() + " " + word(operation.api(), answer))
                    .as(described)
                    .isEqualTo(told(operation.api()));
        }
    }

    /// Where each API has the word for what is wrong.
    private static @Nullable String word(String api, Response answer) throws IOException {
        var body = new ObjectMapper().readTree(answer.asString());
        return switch (api) {
            case "relay" -> body.at("/data/code").asText();
            case "openai" -> body.at("/error/code").asText();
            case "anthropic" ->
                body.path("type").asText().equals("error")
                        ? body.at("/error/type").asText()
                        : null;
            case "bedrock" -> body.has("message") ? answer.header("x-amzn-ErrorType") : null;
            default -> throw new AssertionError("no such API: " + api);
        };
    }
}
