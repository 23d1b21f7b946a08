package io.bedrockrelay.bedrock.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.endpoints.BedrockRuntimeEndpointProvider;

class EndpointsTest {

    private static Endpoints rules(boolean fips, boolean dualStack) {
        return new Endpoints(Optional.empty(), Map.of(), fips, dualStack);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, amazonaws.com, api.aws",
        "eu-west-2, amazonaws.com, api.aws",
        "us-gov-west-1, amazonaws.com, api.aws",
        "cn-north-1, amazonaws.com.cn, api.amazonwebservices.com.cn",
        "eusc-de-east-1, amazonaws.eu, api.amazonwebservices.eu",
    })
    void eachPartitionHasItsSuffix(String region, String suffix, String dual) {
        assertThat(rules(false, false).control(region)).hasToString("https://bedrock." + region + "." + suffix);
        assertThat(rules(false, false).runtime(region)).hasToString("https://bedrock-runtime." + region + "." + suffix);
        assertThat(rules(true, false).runtime(region))
                .hasToString("https://bedrock-runtime-fips." + region + "." + suffix);
        assertThat(rules(false, true).runtime(region)).hasToString("https://bedrock-runtime." + region + "." + dual);
        assertThat(rules(true, true).control(region)).hasToString("https://bedrock-fips." + region + "." + dual);
    }

    @ParameterizedTest
    @CsvSource({
        "us-iso-east-1, c2s.ic.gov",
        "us-isob-east-1, sc2s.sgov.gov",
        "eu-isoe-west-1, cloud.adc-e.uk",
        "us-isof-south-1, csp.hci.ic.gov",
    })
    void theIsolatedPartitionsToo(String region, String suffix) {
        assertThat(rules(false, false).runtime(region)).hasToString("https://bedrock-runtime." + region + "." + suffix);
    }

    /// AWS's own runtime rules are the judge.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "ap-southeast-7",
                "us-gov-east-1",
                "cn-northwest-1",
                "eusc-de-east-1",
                "us-iso-east-1",
                "us-isob-east-1",
                "eu-isoe-west-1",
                "us-isof-east-1",
                "xx-tomorrow-9"
            })
    void agreesWithAwsInEveryVariant(String region) {
        for (int variant = 0; variant < 4; variant++) {
            boolean fips = (variant & 1) != 0;
            boolean dual = (variant & 2) != 0;
            URI expected;
            try {
                expected = BedrockRuntimeEndpointProvider.defaultProvider()
                        .resolveEndpoint(endpoint ->
                                endpoint.region(Region.of(region)).useFips(fips).useDualStack(dual))
                        .join()
                        .endpointUrl()
                        .toUri();
            } catch (CompletionException _) {
                assertThatThrownBy(() -> rules(fips, dual).runtime(region)).isInstanceOf(CompletionException.class);
                continue;
            }
            assertThat(rules(fips, dual).runtime(region)).isEqualTo(expected);
        }
    }

    @Test
    void aRegionsOwnUrlWinsOverTheOverrideOfAll() {
        var own = new Endpoints.RegionUrls(null, URI.create("https://vpce-1.example"));
        var endpoints =
                new Endpoints(Optional.of(URI.create("http://proxy:8080")), Map.of("eu-west-1", own), false, false);
        assertThat(endpoints.runtime("eu-west-1")).hasToString("https://vpce-1.example");
        assertThat(endpoints.control("eu-west-1")).hasToString("http://proxy:8080");
        assertThat(endpoints.runtime("eu-west-2")).hasToString("http://proxy:8080");
    }

    @Test
    void withoutAnOverrideTheOtherUrlGoesByTheRules() {
        var own = new Endpoints.RegionUrls(URI.create("https://vpce-2.example"), null);
        var endpoints = new Endpoints(Optional.empty(), Map.of("eu-west-1", own), false, false);
        assertThat(endpoints.control("eu-west-1")).hasToString("https://vpce-2.example");
        assertThat(endpoints.runtime("eu-west-1")).hasToString("https://bedrock-runtime.eu-west-1.amazonaws.com");
    }
}
