package io.bedrockrelay.http.description;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DescriptionRoutesTest {
    private static final String PATH = "/q/openapi";

    @Test
    void servesTheFileAsItIs() throws IOException {
        var answer = given().get(PATH + "?format=JSON");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.asByteArray()).isEqualTo(Files.readAllBytes(ApiDescription.FILE));
    }

    @Test
    void whoHasItIsToldSo() {
        var tag = given().get(PATH).header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{16}\"");
        var again = given().header("If-None-Match", tag).get(PATH);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(given().header("If-None-Match", "\"other\"").get(PATH).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherFormIsRefusedByName() {
        var answer = given().get(PATH + "?format=yaml");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("data.field")).isEqualTo("format");
        assertThat(answer.<String>path("data.message")).contains("json");
    }
}
