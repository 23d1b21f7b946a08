package io.bedrockrelay.bedrock.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.CipherSuiteFilter;
import io.netty.handler.ssl.ClientContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextOption;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/// Netty's TLS clients without OpenSSL, which the image does not have. Quarkus substitutes the method of 19 parameters;
/// since 4.1.136 Netty has another of 20 in front of it, through which OpenSSL's classes would be reached too.
@TargetClass(className = "io.netty.handler.ssl.SslContext")
final class SslContextTarget {

    private SslContextTarget() {}

    // The flag in front of OCSP's is about OpenSSL alone.
    @Substitute
    static SslContext newClientContextInternal(
            SslProvider provider,
            Provider sslContextProvider,
            X509Certificate[] trustCert,
            TrustManagerFactory trustManagerFactory,
            X509Certificate[] keyCertChain,
            PrivateKey key,
            String keyPassword,
            KeyManagerFactory keyManagerFactory,
            Iterable<String> ciphers,
            CipherSuiteFilter cipherFilter,
            ApplicationProtocolConfig apn,
            String[] protocols,
            long sessionCacheSize,
            long sessionTimeout,
            boolean openSslOnly,
            boolean enableOcsp,
            SecureRandom secureRandom,
            String keyStoreType,
            String endpointIdentificationAlgorithm,
            Map.Entry<SslContextOption<?>, Object>[] options)
            throws SSLException {
        return ClientContexts.create(
                provider,
                sslContextProvider,
                trustCert,
                trustManagerFactory,
                keyCertChain,
                key,
                keyPassword,
                keyManagerFactory,
                ciphers,
                cipherFilter,
                apn,
                protocols,
                sessionCacheSize,
                sessionTimeout,
                enableOcsp,
                secureRandom,
                keyStoreType,
                endpointIdentificationAlgorithm,
                options);
    }
}
