package io.bedrockrelay.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.http.endpoint.Endpoint;
import io.bedrockrelay.http.gate.Rules.Ruling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /, NOTHING",
        "HEAD, /, NOTHING",
        "GET, /page/app.js, NOTHING",
        "GET, /page/.hidden, none",
        "GET, /page/style/base.css, NOTHING",
        "GET, /page/a/b/c, none",
        "GET, /api, none",
        "GET, /api/models, CALLER",
        "GET, /api/models/nova-pro, CALLER",
        "GET, /api/models/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fx/resolution, CALLER",
        "POST, /api/models, GET",
        "POST, /api/models/nova-pro/check, ADMIN",
        "POST, /api/models/a/b/check, ADMIN",
        "POST, /api/models/nova-pro%2Fcheck, none",
        "POST, /api/registry/refresh/, ADMIN",
        "GET, /api/registry/refresh, POST",
        "POST, /api/registry%2Frefresh, none",
        "POST, /API/registry/refresh, none",
        "DELETE, /api/inference-profiles/arn:aws:x/y, ADMIN",
        "POST, /api/inference-profiles, ADMIN",
        "GET, /api/inference-profiles, CALLER",
        "POST, /api/chat, CHAT",
        "OPTIONS, /api/chat, POST",
        "POST, /v1/messages/count_tokens, CHAT",
        "POST, /v1/messages/batches, none",
        "POST, /v1/responses, CHAT",
        "POST, /openai/v1/responses/input_tokens, CHAT",
        "POST, /api/v1/responses/compact, CALLER",
        "GET, /v1/responses, POST",
        "PUT, /v1/responses, POST",
        "GET, /v1/responses/resp_1, CALLER",
        "GET, /v1/responses/resp_1/input_items, CALLER",
        "DELETE, /v1/responses/resp_1, CALLER",
        "POST, /v1/responses/resp_1/cancel, CALLER",
        "POST, /openai/v1/chat/completions, CHAT",
        "GET, /openai/v1/models/nova-pro, CALLER",
        "POST, /responses, none",
        "PUT, /model/nova-pro/converse, CHAT",
        "POST, /model/arn%3Aaws%2Fx/invoke, CHAT",
        "GET, /inference-profiles/us.x, CALLER",
        "GET, /q/openapi, CALLER",
        "GET, /nothing, none",
    })
    void theFirstRowThatMatchesDecides(String method, String path, String expected) {
        var ruling = Rules.of(method, RequestPath.of(path).orElseThrow());
        var found =
                switch (ruling) {
                    case Ruling.Ruled(Endpoint endpoint) -> endpoint.need().name();
                    case Ruling.WrongMethod(String allowed) -> allowed;
                    case Ruling.Unruled _ -> "none";
                };
        assertThat(found).isEqualTo(expected);
    }
}
