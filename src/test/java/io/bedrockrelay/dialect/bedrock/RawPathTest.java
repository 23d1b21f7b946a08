package io.bedrockrelay.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RawPathTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/wire/paths.csv", numLinesToSkip = 1, nullValues = "-")
    void readsTheModelThatIsMeant(String path, @Nullable String model, @Nullable WireOperation operation) {
        var expected = model == null || operation == null
                ? Optional.<RawPath.Call>empty()
                : Optional.of(new RawPath.Call(model, operation));

        assertThat(RawPath.call(path)).isEqualTo(expected);
    }

    @Test
    void readsProfileIdsOfTheControlPlane() {
        var prefix = "/inference-profiles/";

        assertThat(RawPath.below(prefix, prefix + "arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Feu.a"))
                .contains("arn:aws:bedrock:eu-west-1:1:inference-profile/eu.a");
        assertThat(RawPath.below(prefix, prefix)).isEmpty();
        assertThat(RawPath.below(prefix, "/foundation-models/a")).isEmpty();
    }
}
