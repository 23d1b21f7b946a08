package io.bedrockrelay.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void anIdMayBeEncodedNeverOnceOrTwice() {
        assertThat(RequestPath.of("/model/arn:aws:bedrock:a/b/converse")).isPresent();
        assertThat(RequestPath.of("/model/arn%3Aaws%3Abedrock%3Aa%2Fb/converse"))
                .hasValueSatisfying(place -> assertThat(place.forms()).contains("/model/arn:aws:bedrock:a/b/converse"));
        assertThat(RequestPath.of("/model/arn%253Aaws%252Fb/converse"))
                .hasValueSatisfying(place -> assertThat(place.forms()).last().isEqualTo("/model/arn:aws/b/converse"));
        assertThat(RequestPath.of("/v1/models/modèle%C3%A8")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "*",
                "/api/registry;x=1/refresh",
                "/api/registry%3Bx/refresh",
                "/api/registry%253Bx/refresh",
                "/api/a%2F..%2Frefresh",
                "/api/a%252F%252e%252e%252Frefresh",
                "/api/..%2Frefresh",
                "/api/a%2F%2Fb",
                "/api/a%5Cb",
                "/api/a\\b",
                "/api/a%00",
                "/api/a%0d%0ab",
                "/api/a%20b",
                "/api/%zz",
                "/api/%2",
                "/api/%C0%AEx",
                "/api/%ff",
            })
    void aPathThatCouldBeReadInTwoWaysIsNone(String path) {
        assertThat(RequestPath.of(path)).isEmpty();
    }

    @Test
    void aSlashAtTheEndChangesNothing() {
        assertThat(RequestPath.of("/api/models/")).isEqualTo(RequestPath.of("/api/models"));
        assertThat(RequestPath.of("/"))
                .hasValueSatisfying(place -> assertThat(place.forms()).containsOnly("/"));
    }
}
