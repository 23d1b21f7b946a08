package io.bedrockrelay.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Presented;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Headers are read in time that grows with their length, not with its square: what takes 410 ms at 25 KB would take
/// hours at 4 MB.
@Timeout(20)
class LinearHeadersTest {
    private static final int LONG = 4_000_000;

    @Test
    void authorizationOfAnyShape() {
        var shapes = List.of(
                "Bearer " + "a".repeat(LONG),
                "Bearer eyJ" + "a.".repeat(LONG / 2),
                "Bearer eyJ" + "-".repeat(LONG),
                "AWS4-HMAC-SHA256 " + "Credential=".repeat(LONG / 11),
                "AWS4-HMAC-SHA256 Credential=" + "/".repeat(LONG),
                "AWS4-HMAC-SHA256 " + " ,".repeat(LONG / 2) + "Credential=a/b/c/bedrock/aws4_request",
                " ".repeat(LONG) + "x");
        for (var shape : shapes) {
            long start = System.nanoTime();
            if (Presented.of(List.of(shape), List.of()) instanceof Presented.Secret secret) {
                assertThat(secret.looksLikeToken()).isIn(true, false);
            }
            assertThat(SignedRegion.signed(shape)).isIn(null, "c");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(shape.substring(0, 40))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }
}
