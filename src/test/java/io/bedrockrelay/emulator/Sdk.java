package io.bedrockrelay.emulator;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrock.BedrockAsyncClient;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/// AWS's own clients, pointed at an emulator: short time limits, no retries.
record Sdk(Emulator emulator, String region) {
    static final String KEY = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    static Sdk in(Emulator emulator, String region) {
        return new Sdk(emulator, region);
    }

    BedrockClient control() {
        return with(BedrockClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
                .build();
    }

    BedrockAsyncClient controlAsync() {
        return with(BedrockAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()))
                .build();
    }

    BedrockRuntimeClient runtime() {
        return with(BedrockRuntimeClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))
                .build();
    }

    BedrockRuntimeAsyncClient runtimeAsync() {
        return with(BedrockRuntimeAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B with(B builder) {
        return builder.region(Region.of(region))
                .endpointOverride(emulator.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(20))
                        .build());
    }
}
