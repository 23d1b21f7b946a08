package io.bedrockrelay.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTierTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model":"m"}                                                     |
            {"service_tier":"auto"}                                           |
            {"service_tier":null}                                             |
            {"service_tier":"standard_only"}                                  | default
            {"model":"m", "service_tier" : "flex"}                            | flex
            {"messages":[{"content":"say \\"service_tier\\""}]}               |
            {"metadata":{"service_tier":"priority"}}                          |
            {"metadata":{"service_tier":"priority"},"service_tier":"default"} | default
            """)
    void isReadWhereItStands(String body, String tier) {
        assertThat(at(body)).isEqualTo(new ServiceTier.Asked(tier));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"service_tier\":\"gold\"}", "{\"service_tier\":1}", "{\"service_tier\":[]}"})
    void anyOtherIsRefusedByItsName(String body) {
        assertThat(at(body)).isInstanceOfSatisfying(ServiceTier.Refused.class, refused -> assertThat(refused.failure())
                .isInstanceOfSatisfying(Failure.Invalid.class, invalid -> assertThat(invalid.field())
                        .isEqualTo("service_tier")));
    }

    @Test
    void aBodyShorterThanTheNameHasNone() {
        assertThat(at("{}")).isEqualTo(new ServiceTier.Asked(null));
    }

    private static ServiceTier at(String body) {
        return ServiceTier.at(body.getBytes(StandardCharsets.UTF_8));
    }
}
