package io.bedrockrelay.bedrock.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.FakeBedrock;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

class SignerTest {
    private static final DateTimeFormatter AMZ =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    /// The SDK's own runtime client signs; what it sent is signed again with what it said, and has to come out the
    // same.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-v2",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f"
            })
    void signsAsTheSdksOwnRuntimeClientDoes(String modelId) throws InterruptedException {
        same(modelId, AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG"));
        same(modelId, AwsSessionCredentials.create("ASIAEXAMPLE", "wJalrXUtnFEMI/K7MDENG", "token/+="));
    }

    private static void same(String modelId, AwsCredentials credentials) throws InterruptedException {
        var vertx = Vertx.vertx();
        var body = "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[]}},\"stopReason\":\"end_turn\"}";
        try (var bedrock =
                        new FakeBedrock(vertx, (_, response) -> response.putHeader("Content-Type", "application/json")
                                .end(body));
                var client = client(bedrock.url(), credentials)) {
            var message = Message.builder()
                    .role("user")
                    .content(ContentBlock.fromText("grüße"))
                    .build();
            client.converse(converse -> converse.modelId(modelId).messages(message));
            var sent = bedrock.next();
            var clock = Clock.fixed(Instant.from(AMZ.parse(sent.headers().get("X-Amz-Date"))), ZoneOffset.UTC);
            var url = URI.create(bedrock.url() + sent.uri());
            var signed = new Signer(clock)
                    .sign(
                            new Identity.Keys(credentials),
                            "eu-west-2",
                            url,
                            given(sent.headers()),
                            sent.body().getBytes());
            assertThat(signed.get("Authorization")).isEqualTo(sent.headers().get("Authorization"));
        } finally {
            FakeBedrock.await(vertx.close());
        }
    }

    /// The headers that the SDK signed, without those that a signer makes itself.
    private static Map<String, String> given(Map<String, String> sent) {
        var authorization = sent.getOrDefault("Authorization", "");
        int from = authorization.indexOf("SignedHeaders=") + "SignedHeaders=".length();
        var names =
                authorization.substring(from, authorization.indexOf(',', from)).split(";", -1);
        var given = new LinkedHashMap<String, String>();
        Arrays.stream(names)
                .filter(name -> !name.equals("host") && !name.startsWith("x-amz-"))
                .forEach(name -> given.put(name, sent.getOrDefault(name, "")));
        return given;
    }

    private static BedrockRuntimeClient client(URI url, AwsCredentials credentials) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(url)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Test
    void anApiKeyNeedsNoSignature() {
        var headers = new Signer(Clock.systemUTC())
                .sign(
                        new Identity.Bearer("key"),
                        "eu-west-2",
                        URI.create("https://bedrock-runtime.eu-west-2.amazonaws.com/model/m/converse"),
                        Map.of("Accept", "application/json"),
                        new byte[0]);
        assertThat(headers)
                .containsOnly(Map.entry("Accept", "application/json"), Map.entry("Authorization", "Bearer key"));
        assertThat(new Identity.Bearer("key").toString()).doesNotContain("key");
    }
}
