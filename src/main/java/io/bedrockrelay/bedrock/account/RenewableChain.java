package io.bedrockrelay.bedrock.account;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// A credential chain that can be made anew: what a source of the SDK's has cached until its expiry goes with the old
/// one. Thread-safe.
public final class RenewableChain implements AwsCredentialsProvider, SdkAutoCloseable {
    private final Supplier<? extends AwsCredentialsProvider> maker;
    private final AtomicReference<AwsCredentialsProvider> chain;

    public RenewableChain(Supplier<? extends AwsCredentialsProvider> maker) {
        this.maker = maker;
        this.chain = new AtomicReference<>(maker.get());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return chain.get().resolveCredentials();
    }

    void renew() {
        close(chain.getAndSet(maker.get()));
    }

    @Override
    public void close() {
        close(chain.get());
    }

    private static void close(AwsCredentialsProvider old) {
        if (old instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
