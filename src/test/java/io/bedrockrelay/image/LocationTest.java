package io.bedrockrelay.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

    @Test
    void aPlainHttpsUrlIsRead() {
        assertThat(Location.of("https://pictures.example/a%20b.png?x=1"))
                .isEqualTo(new Location.Reading.Read(new Location("pictures.example", 443, "/a%20b.png?x=1")));
        assertThat(Location.of("HTTPS://[2606:4700::1]"))
                .isEqualTo(new Location.Reading.Read(new Location("2606:4700::1", 443, "/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pictures.example/a.png",
                "ftp://pictures.example/a.png",
                "file:///etc/passwd",
                "gopher://pictures.example/",
                "//pictures.example/a.png",
                "https:///a.png",
                "https:a.png",
                "https://user:secret@pictures.example/a.png",
                "https://pictures.example@169.254.169.254/",
                "https://pictures.example:8443/a.png",
                "https://pictures.example:22/",
                "https://pictures.example/a.png#x",
                "https://pictures.example\\@169.254.169.254/",
                "https://pictures.example/a b.png",
                "https://pictures.example/\r\nHost: other",
                "https://pictures_example/",
                ""
            })
    void everythingElseIsRefused(String url) {
        assertThat(Location.of(url)).isInstanceOf(Location.Reading.Wrong.class);
    }
}
