package io.bedrockrelay.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress addresses = ClientAddress.behind(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.1"));

    @Test
    void isWhatTheNearestUntrustedHopIs() {
        assertThat(addresses.of("10.1.2.3", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(addresses.of("10.1.2.3", List.of("198.51.100.1, 203.0.113.9, 10.9.9.9")))
                .isEqualTo("203.0.113.9");
        assertThat(addresses.of("fd00::1", List.of("198.51.100.1", "192.0.2.1")))
                .isEqualTo("198.51.100.1");
        assertThat(addresses.of("::ffff:10.1.2.3", List.of("2001:db8::7"))).isEqualTo("2001:db8::7");
    }

    @Test
    void isThePeerWhereNobodyTrustedSpeaks() {
        assertThat(addresses.of("203.0.113.5", List.of("198.51.100.1"))).isEqualTo("203.0.113.5");
        assertThat(addresses.of("192.0.2.2", List.of("198.51.100.1"))).isEqualTo("192.0.2.2");
        assertThat(addresses.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
        assertThat(addresses.of("10.1.2.3", List.of("a host, name=x"))).isEqualTo("10.1.2.3");
    }
}
