package io.bedrockrelay.bedrock.account;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// As whom a request is made.
public sealed interface Identity {

    /// A Bedrock API key, sent as it is.
    record Bearer(String token) implements Identity {
        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    /// AWS credentials that sign requests.
    record Keys(AwsCredentialsIdentity credentials) implements Identity {
        @Override
        public String toString() {
            return "Keys[" + credentials.accessKeyId() + "]";
        }
    }
}
