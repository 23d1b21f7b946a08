package io.bedrockrelay.dialect;

import java.time.Instant;
import java.util.function.Supplier;

/// Who answers which request: known once the model's name is resolved, but for good only when the answer begins.
/// Nobody may ask before that and keep what he is told.
///
/// @param requested the model name as the client wrote it
/// @param served by whom, at the moment
public record Answering(String requestId, String requested, Supplier<Served> served, Instant startedAt, Echo echo) {

    /// Who answers.
    ///
    /// @param modelId Bedrock's id of the model itself
    /// @param invocationId the id that is invoked: a profile's or the model's own
    /// @param scope `geographic`, `in-region`, `global`, …
    public record Served(String modelId, String invocationId, String region, String scope) {}

    /// Of an answer that nobody else can give.
    public Answering(
            String requestId,
            String requested,
            String modelId,
            String invocationId,
            String region,
            String scope,
            Instant startedAt,
            Echo echo) {
        this(requestId, requested, fixed(new Served(modelId, invocationId, region, scope)), startedAt, echo);
    }

    private static Supplier<Served> fixed(Served served) {
        return () -> served;
    }

    public String modelId() {
        return served.get().modelId();
    }

    public String invocationId() {
        return served.get().invocationId();
    }

    public String region() {
        return served.get().region();
    }

    public String scope() {
        return served.get().scope();
    }

    /// The same, with what the dialect wants to remember of the request.
    public Answering with(Echo remembered) {
        return new Answering(requestId, requested, served, startedAt, remembered);
    }
}
