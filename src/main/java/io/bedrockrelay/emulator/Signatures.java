package io.bedrockrelay.emulator;

import io.bedrockrelay.emulator.EmulatorOptions.SigningKey;
import io.bedrockrelay.emulator.wire.HttpCall;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks SigV4 signatures for one key, by the published algorithm.
final class Signatures {
    private static final Pattern HEADER =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8}/([a-z0-9-]+)/bedrock/aws4_request),"
                    + "\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");

    private final SigningKey key;

    Signatures(SigningKey key) {
        this.key = key;
    }

    /// A bearer key has no signature and passes.
    boolean isRight(HttpCall call) {
        var authorization = call.header("Authorization").orElse("");
        var header = HEADER.matcher(authorization);
        if (!header.matches()) {
            return authorization.startsWith("Bearer ");
        }
        var scope = header.group(2);
        var toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                call.header("X-Amz-Date").orElse(""),
                scope,
                hex(sha256(canonical(call, header.group(4)).getBytes(StandardCharsets.UTF_8))));
        return header.group(1).equals(key.accessKeyId())
                && MessageDigest.isEqual(
                        HexFormat.of().parseHex(header.group(5)), hmac(signingKey(scope.split("/")), toSign));
    }

    private byte[] signingKey(String[] scope) {
        var secret = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
        var day = hmac(secret, scope[0]);
        return hmac(hmac(hmac(day, scope[1]), scope[2]), scope[3]);
    }

    private static String canonical(HttpCall call, String signedHeaders) {
        var headers = Arrays.stream(signedHeaders.split(";"))
                .map(name -> name + ":"
                        + call.headers().getAll(name).stream()
                                .map(value -> value.strip().replaceAll(" +", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
        var payload = call.header("x-amz-content-sha256").orElseGet(() -> hex(sha256(bytes(call.body()))));
        var query = Arrays.stream(call.query().split("&")).sorted().collect(Collectors.joining("&"));
        return String.join("\n", call.method(), encodedAgain(call.path()), query, headers, signedHeaders, payload);
    }

    /// Services other than S3 sign the path with its escapes escaped once more.
    private static String encodedAgain(String path) {
        return path.replace("%", "%25").replace(":", "%3A");
    }

    private static byte[] bytes(Buffer body) {
        return body.getBytes();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).toLowerCase(Locale.ROOT);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
