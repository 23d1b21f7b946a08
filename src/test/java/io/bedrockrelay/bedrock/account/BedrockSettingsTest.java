package io.bedrockrelay.bedrock.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.Lanes;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockSettingsTest {

    @Test
    void theDefaultsAreRight() {
        assertThat(BedrockSettings.problems(Lanes.config(Map.of()))).isEmpty();
    }

    @Test
    void urlsOfARegionAreTaken() {
        var config = Lanes.config(Map.of(
                "endpoint-override", "http://127.0.0.1:4566/base",
                "endpoints.\"eu-west-1\".runtime", "https://vpce-1.example",
                "endpoints.\"us-gov-west-1\".control", "https://vpce-2.example"));
        assertThat(BedrockSettings.problems(config)).isEmpty();
        assertThat(config.endpoints()).containsOnlyKeys("eu-west-1", "us-gov-west-1");
        var ireland = Objects.requireNonNull(config.endpoints().get("eu-west-1"));
        assertThat(ireland.runtime()).hasValue("https://vpce-1.example");
        assertThat(ireland.control()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint-override | localhost:4566 | http",
                "endpoint-override | ftp://bedrock | http",
                "endpoint-override | http://a b | not a URL",
                "endpoint-override | https:///path | host",
                "endpoint-override | https://u:p@host | user",
                "endpoints.\"eu-west-1\".runtime | https://host?x=1 | query",
                "endpoints.\"EU West\".control | https://host | Region",
                "connect-timeout | 0s | 10 minutes",
                "keep-alive | 1h | 10 minutes",
                "max-connections | 0 | connection",
                "max-frame-size | 1K | 64K",
                "max-answer-size | 2G | 64K",
            })
    void aWrongValueIsToldWithKeyReasonAndRemedy(String key, String value, String reason) {
        var problem = BedrockSettings.problems(Lanes.config(Map.of(key, value))).getFirst();
        assertThat("relay.bedrock." + key).startsWith(problem.key());
        assertThat(problem.reason()).contains(reason);
        assertThat(problem.value()).isNotEmpty();
        assertThat(problem.remedy()).isNotEmpty();
    }
}
