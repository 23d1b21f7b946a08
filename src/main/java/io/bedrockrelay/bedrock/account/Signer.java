package io.bedrockrelay.bedrock.account;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Makes a request the relay's own: by a signature over path, headers and body, or by an API key. The signature is
/// AWS's own code, which keeps the derived key of the day. Costs one SHA-256 of the body. Thread-safe.
public final class Signer {
    /// The signing name of the control plane and of the runtime alike.
    private static final String SERVICE = "bedrock";

    private final AwsV4HttpSigner aws = AwsV4HttpSigner.create();
    private final Clock clock;

    public Signer(Clock clock) {
        this.clock = clock;
    }

    /// The headers of a POST that `identity` stands for: those given, `Host`, and those that prove it.
    ///
    /// @param url with the path encoded as it goes over the wire; the signer encodes it once more, as SigV4 wants
    public Map<String, String> sign(
            Identity identity, String region, URI url, Map<String, String> headers, byte[] body) {
        return switch (identity) {
            case Identity.Bearer bearer -> {
                var all = new LinkedHashMap<>(headers);
                all.put("Authorization", "Bearer " + bearer.token());
                yield all;
            }
            case Identity.Keys keys -> sign(keys.credentials(), region, url, headers, body);
        };
    }

    private Map<String, String> sign(
            AwsCredentialsIdentity credentials, String region, URI url, Map<String, String> headers, byte[] body) {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(url);
        headers.forEach(request::putHeader);
        var signed = aws.sign(sign -> sign.identity(credentials)
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        var all = new LinkedHashMap<String, String>();
        signed.request().forEachHeader((name, values) -> all.put(name, String.join(",", values)));
        return all;
    }
}
