package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(EmulatorExtension.class)
class RefusalTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            us-east-1 | anthropic.claude-sonnet-4-5-20250929-v1:0 | 400 | Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.
            us-east-1 | does-not-exist | 400 | The provided model identifier is invalid.
            eu-west-1 | us.anthropic.claude-sonnet-4-5-20250929-v1:0 | 400 | The provided model identifier is invalid.
            us-east-1 | arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0 | 400 | The provided model identifier is invalid.
            us-east-1 | amazon.nova-pro-v1:0:24k | 400 | 1 validation error detected: Value 'amazon.nova-pro-v1:0:24k' at 'modelId' failed to satisfy constraint: Member must satisfy regular expression pattern: ...
            us-east-1 | anthropic.claude-v2 | 404 | This model version has reached the end of its life. Please refer to the AWS documentation for more details.
            us-east-1 | us.writer.palmyra-x4-v1:0 | 403 | You don't have access to the model with the specified model ID.
            us-east-1 | us.anthropic.claude-fable-5 | 400 | data retention mode 'default' is not available for this model
            us-east-1 | cohere.embed-english-v3 | 400 | This action doesn't support the model that you provided. Try again with a supported text or chat model.
            me-central-1 | anthropic.claude-opus-4-8 | 400 | Invocation of model ID anthropic.claude-opus-4-8 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.
            me-south-1 | amazon.nova-micro-v1:0 | 403 | The security token included in the request is invalid.
            """)
    void idsThatCannotBeInvokedHere(String region, String modelId, int status, String message, Emulator emulator)
            throws Exception {
        try (var wire = Wire.in(emulator, region)) {
            var got = wire.converse(modelId, Wire.asking("Hello"));
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.message()).isEqualTo(message);
            assertThat(got.errorType()).endsWith(":http://internal.amazon.com/coral/com.amazon.bedrock/");
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "/emulator/converse-refusals.csv", delimiter = '|', quoteCharacter = '~')
    void requestsThatTheRealServiceRefuses(String modelId, String message, String body, Emulator emulator)
            throws Exception {
        var region =
                modelId.startsWith("amazon.titan-text") || modelId.startsWith("ai21") ? "me-central-1" : "us-east-1";
        try (var wire = Wire.in(emulator, region)) {
            var got = wire.converse(modelId, body);
            assertThat(got.message()).contains(message);
            assertThat(got.status()).isBetween(400, 403);
        }
    }

    @Test
    void callsWithoutCredentialAreRefused(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var bare = HttpRequest.newBuilder(URI.create(emulator.uri() + "/foundation-models"));
            var got = wire.send(bare.build());
            assertThat(got.status()).isEqualTo(403);
            assertThat(got.errorType()).startsWith("MissingAuthenticationToken");

            var bad = wire.send(bare.header("Authorization", "Bearer invalid").build());
            assertThat(bad.status()).isEqualTo(403);
            assertThat(bad.errorType()).isEmpty();
            assertThat(bad.json().path("Message").asText()).startsWith("Authentication failed");
        }
    }

    @Test
    void anArnWithItsSlashUnencodedLeadsNowhere(Emulator emulator) throws Exception {
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.post(
                    "/model/arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0/converse",
                    Wire.asking("Hello"));
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.errorType()).isEmpty();
            assertThat(got.json().at("/Output/__type").asText())
                    .isEqualTo("com.amazon.coral.service#UnknownOperationException");
        }
    }
}
