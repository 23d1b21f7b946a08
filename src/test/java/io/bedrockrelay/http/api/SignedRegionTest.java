package io.bedrockrelay.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRegionTest {

    @ParameterizedTest
    @ValueSource(strings = {"bedrock", "bedrock-mantle", "bedrock-runtime"})
    void holdsForEverySigningNameOfBedrock(String name) {
        assertThat(SignedRegion.signed("AWS4-HMAC-SHA256 Credential=AKID/20261129/eu-west-1/" + name
                        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00"))
                .isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer eu-west-1",
                "AWS4-HMAC-SHA256 SignedHeaders=host",
                "AWS4-HMAC-SHA256 Credential=AKID/20261129/eu-west-1/s3/aws4_request, Signature=00",
                "AWS4-HMAC-SHA256 Credential=AKID/20261129/eu-west-1/bedrock, Signature=00",
                "Basic Credential=AKID/20261129/eu-west-1/bedrock/aws4_request"
            })
    void otherHeadersNameNone(String authorization) {
        assertThat(SignedRegion.signed(authorization)).isNull();
    }

    @Test
    void theOrderOfThePartsDoesNotMatter() {
        assertThat(SignedRegion.signed("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00, "
                        + "Credential=AKID/20261129/us-gov-west-1/bedrock/aws4_request"))
                .isEqualTo("us-gov-west-1");
    }
}
