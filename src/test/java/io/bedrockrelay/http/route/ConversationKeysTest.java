package io.bedrockrelay.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.SipHash;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is the same in all requests of one conversation, however its client writes them.
class ConversationKeysTest {
    private static final String PLAIN = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi \\\"you\\\"\"}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A list of parts instead of a text, a mark of a cache that comes and goes, other members before it.
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi \\\"you\\\"\"}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"Hi \\\"you\\\"\",\"cache_control\":{\"type\":"
                        + "\"ephemeral\"}}],\"role\":\"user\"}]}",
                "{ \"system\" : [ {\"text\":\"Today is }]\\\\\\\" Monday\"} ] , \"messages\" : [ { \"role\" : \"user\" , "
                        + "\"content\" : [ { \"text\" : \"Hi \\u0022you\\u0022\" }, {\"cachePoint\":{\"type\":\"default\"}} ] } ] }",
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"},{\"role\":\"user\",\"content\":\"Hi \\\"you\\\"\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\"},{\"role\":\"user\",\"content\":\"More\"}]}"
            })
    void theSameConversationHasTheSameKey(String body) {
        assertThat(key(body)).isEqualTo(key(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi you\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"},{\"image\":{\"format\":\"png\"}}]}]}",
                "{\"prompt\":\"Hi\"}",
                "{\"messages\":[",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi \\",
                "no JSON at all",
                ""
            })
    void anotherOneHasAnother(String body) {
        assertThat(key(body)).isNotEqualTo(key(PLAIN));
    }

    @Test
    void theEndOfALongTextDoesNotMatter() {
        var long1 = "x".repeat(5_000);
        assertThat(key("{\"messages\":[{\"role\":\"user\",\"content\":\"" + long1 + "a\"}]}"))
                .isEqualTo(key("{\"messages\":[{\"role\":\"user\",\"content\":\"" + long1 + "b\"}]}"));
    }

    @Test
    void anyBytesCanBeGoneThrough() {
        var random = new SplittableRandom(1);
        var marks = "{}[]\",:\\u messages role user content text".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            var body = new byte[random.nextInt(60)];
            for (int k = 0; k < body.length; k++) {
                body[k] = marks[random.nextInt(marks.length)];
            }
            assertThat(new FirstBytes(body).feed(new SipHash())).isEqualTo(Affinity.PREFIX);
        }
    }

    private static long key(String body) {
        var hash = new SipHash();
        new FirstBytes(body.getBytes(StandardCharsets.UTF_8)).feed(hash);
        return hash.end();
    }
}
