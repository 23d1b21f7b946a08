package io.bedrockrelay.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":[1,{\"b\":\"}\"}]}", " {\"a\":null}\n"})
    void oneObjectIsWhole(String text) {
        assertThat(whole(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":{}", "{\"a\":\"}", "[]", "<html>", "{} {}", "{\"a\":1}x"})
    void nothingElseIs(String text) {
        assertThat(whole(text)).isFalse();
    }

    private static boolean whole(String text) {
        return WholeJson.test(text.getBytes(StandardCharsets.UTF_8));
    }
}
