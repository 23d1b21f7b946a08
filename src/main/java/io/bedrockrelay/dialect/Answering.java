package io.bedrockrelay.dialect;

import java.time.Instant;

/// Who answers which request: known once the model's name is resolved.
///
/// @param requested the model name as the client wrote it
/// @param modelId Bedrock's id of the model itself
/// @param invocationId the id that is invoked: a profile's or the model's own
/// @param scope `geographic`, `in-region`, `global`, …
public record Answering(
        String requestId,
        String requested,
        String modelId,
        String invocationId,
        String region,
        String scope,
        Instant startedAt,
        Echo echo) {

    /// The same, with what the dialect wants to remember of the request.
    public Answering with(Echo remembered) {
        return new Answering(requestId, requested, modelId, invocationId, region, scope, startedAt, remembered);
    }
}
