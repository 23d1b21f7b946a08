package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.CallerRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenPolicyTest {
    private static final String FILE = """
            tokens:
              - name: operators
                claims: {groups: [ops, sre], region: eu}
                roles: [chat, admin]
              - name: everybody
                models: ["amazon.*"]
            """;

    @Test
    void theFirstPolicyWhoseClaimsAllFitDecides() {
        var keys = (Keys) KeysReader.read(FILE.getBytes(StandardCharsets.UTF_8));
        assertThat(name(keys, Map.of("groups", List.of("staff", "sre"), "region", List.of("eu"))))
                .isEqualTo("operators");
        assertThat(name(keys, Map.of("groups", List.of("sre")))).isEqualTo("everybody");
        assertThat(name(keys, Map.of("groups", List.of("sre"), "region", List.of("us"))))
                .isEqualTo("everybody");
        assertThat(keys.policy(claim -> List.of("ops", "eu"))
                        .orElseThrow()
                        .grant()
                        .roles())
                .containsExactlyInAnyOrder(CallerRole.CHAT, CallerRole.ADMIN);
        assertThat(keys.isEmpty()).isFalse();
        assertThat(Keys.NONE.policy(claim -> List.of())).isEmpty();
    }

    @Test
    void mistakesAreToldWithTheirPlace() {
        var wrong = (KeysReading.Wrong) KeysReader.read("""
                tokens:
                  - claims: {groups: []}
                    sha256: abc
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(wrong.mistakes())
                .extracting(Mistake::place)
                .contains("token entry 1, 'sha256'", "token entry 1, claims of 'groups'")
                .hasSize(3);
    }

    private static String name(Keys keys, Map<String, List<String>> token) {
        return keys.policy(claim -> token.getOrDefault(claim, List.of()))
                .orElseThrow()
                .name();
    }
}
