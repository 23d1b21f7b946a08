package io.bedrockrelay.http.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.memory.MemoryBudget;
import io.vertx.core.buffer.Buffer;
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
        assertThat(ContentEncoding.GZIP.decoding(packed(body)).readAllBytes()).isEqualTo(body);
        assertThat(ContentEncoding.NONE.decoding(body).readAllBytes()).isEqualTo(body);
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        assertThat(detail(ContentEncoding.of("br"))).isEqualTo("request_body_encoding_unsupported");
        assertThat(ContentEncoding.broken())
                .isInstanceOfSatisfying(Failure.Invalid.class, invalid -> assertThat(invalid.detail())
                        .isEqualTo("request_body_encoding_invalid"));
        assertThatThrownBy(() -> ContentEncoding.GZIP.decoding(new byte[] {1, 2, 3}))
                .isInstanceOf(IOException.class);
        var packed = packed(new byte[1000]);
        var cut = ContentEncoding.GZIP.decoding(Arrays.copyOf(packed, packed.length - 9));
        assertThatThrownBy(cut::readAllBytes).isInstanceOf(IOException.class);
    }

    /// Few bytes that stand for very many are held no further than a body may be long.
    @Test
    void decodesNoMoreThanABodyMayHave() throws IOException {
        var bomb = packed(new byte[50_000_000]);
        var held = new HeldBytes(100_000, -1, null, MemoryBudget.UNLIMITED.share(), 0);

        assertThat(bomb.length).isLessThan(100_000);
        var plain = ContentEncoding.GZIP.decoding(bomb);
        assertThat(held.add(Buffer.buffer(plain.readNBytes(60_000)))).isNull();
        assertThat(held.add(Buffer.buffer(plain.readNBytes(60_000)))).isInstanceOf(Failure.TooLarge.class);
        assertThat(held.taken()).hasSize(60_000);
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
