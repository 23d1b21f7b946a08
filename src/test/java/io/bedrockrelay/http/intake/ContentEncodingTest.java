package io.bedrockrelay.http.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentEncodingTest {

    @Test
    void readsWhatGzipPacked() throws IOException {
        var body = "{\"model\":\"m\"}".getBytes(UTF_8);

        assertThat(ContentEncoding.of("GZIP")).isEqualTo(new Result.Ok<>(ContentEncoding.GZIP));
        assertThat(ContentEncoding.GZIP.decoded(packed(body), 100))
                .isInstanceOfSatisfying(
                        Result.Ok.class, ok -> assertThat(ok.value()).isEqualTo(body));
        assertThat(ContentEncoding.NONE.decoded(body, 100))
                .isInstanceOfSatisfying(
                        Result.Ok.class, ok -> assertThat(ok.value()).isSameAs(body));
    }

    @Test
    void decodesNoMoreThanABodyMayHave() throws IOException {
        var bomb = packed(new byte[50_000_000]);

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(ContentEncoding.GZIP.decoded(bomb, 100_000))
                .isInstanceOfSatisfying(Result.Failed.class, failed -> assertThat(failed.failure())
                        .isInstanceOf(Failure.TooLarge.class));
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        assertThat(detail(ContentEncoding.of("br"))).isEqualTo("request_body_encoding_unsupported");
        assertThat(detail(ContentEncoding.GZIP.decoded(new byte[] {1, 2, 3}, 100)))
                .isEqualTo("request_body_encoding_invalid");
        var cut = packed(new byte[1000]);
        assertThat(detail(ContentEncoding.GZIP.decoded(Arrays.copyOf(cut, cut.length - 9), 10_000)))
                .isEqualTo("request_body_encoding_invalid");
    }

    private static String detail(Result<?> result) {
        return result instanceof Result.Failed<?>(Failure.Invalid invalid) ? String.valueOf(invalid.detail()) : "read";
    }

    private static byte[] packed(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
