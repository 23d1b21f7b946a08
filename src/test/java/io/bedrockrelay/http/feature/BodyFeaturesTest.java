package io.bedrockrelay.http.feature;

import static io.bedrockrelay.access.Feature.ADDITIONAL_FIELDS;
import static io.bedrockrelay.access.Feature.GUARDRAIL;
import static io.bedrockrelay.access.Feature.S3;
import static io.bedrockrelay.access.Feature.TIERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Feature;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFeaturesTest {

    private static Set<Feature> of(String body) {
        return BodyFeatures.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Converse
                """
                {"messages":[{"role":"user","content":[{"image":{"format":"png","source":{"s3Location":{"uri":"s3://b/k"}}}}]}]}""",
                """
                {"messages":[{"role":"user","content":[{"document":{"source":{"s3Location":{"uri":"s3://b/k","bucketOwner":"1"}}}}]}]}""",
                // within a tool's result
                """
                {"messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"video":{"source":{"s3Location":{"uri":"s3://b/k"}}}}]}}]}]}""",
                // spelt with an escape, as a later duplicate, in a system block
                """
                {"messages":[{"content":[{"image":{"source":{"\\u00733Location":{"uri":"s3://b/k"}}}}]}]}""",
                """
                {"messages":[],"messages":[{"content":[{"image":{"source":{"bytes":"","s3Location":{}}}}]}]}""",
                // models' own bodies
                """
                {"inputType":"video","mediaSource":{"s3Location":{"uri":"s3://b/k"}}}""",
                """
                {"singleEmbeddingParams":{"image":{"source":{"s3Uri":"s3://b/k"}}}}""",
                // cut off after the member
                """
                {"messages":[{"content":[{"image":{"source":{"s3Location":{"uri":"s3://""",
                // in CountTokens
                """
                {"input":{"converse":{"messages":[{"content":[{"image":{"source":{"s3Location":{"uri":"u"}}}}]}]}}}"""
            })
    void objectsInS3(String body) {
        assertThat(of(body)).containsExactly(S3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"messages":[{"role":"user","content":[{"text":"Write \\"s3Location\\": and serviceTier"}]}]}""", """
                {"messages":[{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"n","input":{"s3Location":"x","s3Uri":"y"}}}]}]}""", """
                {"messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"json":{"s3Uri":"y"}}]}}]}]}""", """
                {"toolConfig":{"tools":[{"toolSpec":{"name":"n","inputSchema":{"json":{"properties":{"s3Uri":{}}}}}}]}}""", """
                {"tools":[{"name":"n","input_schema":{"properties":{"s3Location":{"type":"string"}}}}]}""", """
                {"serviceTier":{"type":"default"},"performanceConfig":{"latency":"standard"},"guardrailConfig":null}""", """
                {"service_tier":"auto","max_tokens":9}""", "", "no JSON, s3Uri"})
    void nothingButAnAnswer(String body) {
        assertThat(of(body)).isEmpty();
    }

    @Test
    void theOthersInEverySpelling() {
        assertThat(of("{\"guardrailConfig\":{\"guardrailIdentifier\":\"g\"}}")).containsExactly(GUARDRAIL);
        assertThat(of("{\"amazon-bedrock-guardrailConfig\":{}}")).containsExactly(GUARDRAIL);
        assertThat(of("{\"serviceTier\":{\"type\":\"priority\"}}")).containsExactly(TIERS);
        assertThat(of("{\"service_tier\":\"flex\"}")).containsExactly(TIERS);
        assertThat(of("{\"performanceConfig\":{\"latency\":\"optimized\"},\"x\":1}"))
                .containsExactly(TIERS);
        assertThat(of("{\"additionalModelRequestFields\":{\"top_k\":5},\"serviceTier\":{\"type\":\"reserved\"}}"))
                .containsExactlyInAnyOrder(ADDITIONAL_FIELDS, TIERS);
        assertThat(of("{\"service\\u0054ier\":{\"type\":\"priority\"}}")).containsExactly(TIERS);
        assertThat(of("{\"input\":{\"converse\":{\"guardrailConfig\":{}}}}")).containsExactly(GUARDRAIL);
    }
}
