package io.bedrockrelay.bedrock.exchange;

import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.bedrock.account.Signer;

/// What every request of a lane needs.
///
/// @param maxFrame bytes of the largest frame taken
/// @param maxAnswer bytes of the largest answer that is no stream
public record Wiring(
        Endpoints endpoints,
        Credentials credentials,
        Signer signer,
        Connections connections,
        int maxFrame,
        long maxAnswer) {}
