package io.bedrockrelay.it.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the page's files are sent.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class PageHeadersIT {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/app.js", "/page/style/base.css", "/page/font/geist.woff2"})
    void everyFileCarriesThePolicyAndIsRevalidated(String path) {
        var tag = plain().get(path)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", equalTo(POLICY))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", equalTo("no-cache"))
                .header("Content-Encoding", nullValue())
                .extract()
                .header("ETag");

        plain().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", equalTo(tag));
        assertThat(given().head(path).then().statusCode(200).extract().asByteArray())
                .isEmpty();
    }

    /// A reload asks for one file: the page itself. The page of another state gets the files of now, to be asked for
    // again.
    @Test
    void filesAreNamedByTheirContentAndNeverAskedForAgain() {
        var index = plain().get("/").then().extract().asString();
        var named = Pattern.compile("(?:href|src)=\"(/page/[^\"]+)\"")
                .matcher(index)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(40).allSatisfy(path -> {
            assertThat(path).matches("/page/[0-9a-f]{16}/.+");
            plain().get(path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
        });
        var other = named.getFirst().replaceFirst("/[0-9a-f]{16}/", "/0123456789abcdef/");
        plain().get(other).then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
    }

    @Test
    void whoeverTakesGzipGetsItUnderATagOfItsOwn() {
        var whole = plain().get("/page/app.js").then().extract();
        var packed = given().config(undecoded())
                .header("Accept-Encoding", "gzip")
                .get("/page/app.js")
                .then()
                .header("Content-Encoding", equalTo("gzip"))
                .header("Vary", equalTo("Accept-Encoding"))
                .extract();

        assertThat(packed.asByteArray().length).isLessThan(whole.asByteArray().length);
        assertThat(packed.header("ETag")).isNotEqualTo(whole.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/nothing.js",
                "/page/../index.html",
                "/page/%2e%2e/application.properties",
                "/web/index.html"
            })
    void nothingElseIsServed(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    /// Unless it is named in the settings.
    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/models", "/v1/chat/completions", "/v1/messages", "/model/nova-lite/converse"})
    void noOtherOriginIsLetIn(String path) {
        for (var method : new String[] {"OPTIONS", "GET", "POST"}) {
            given().header("Origin", "https://elsewhere.example")
                    .header("Access-Control-Request-Method", "POST")
                    .request(method, path)
                    .then()
                    .header("Access-Control-Allow-Origin", nullValue())
                    .header("Access-Control-Allow-Credentials", nullValue());
        }
    }

    private static RequestSpecification plain() {
        return given().config(undecoded()).header("Accept-Encoding", "identity");
    }

    private static RestAssuredConfig undecoded() {
        return RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
    }
}
