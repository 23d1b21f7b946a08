package io.bedrockrelay.it;

import java.util.List;

/// One thing that goes wrong at Bedrock, and what a client has to see of it.
///
/// @param words the emulator's directive
/// @param streamed what a client of a stream sees
/// @param whole what a client sees that asked for the answer in one piece
record Fault(String words, Expected streamed, Expected whole) {

    /// The rows of the error table in every dialect's own words.
    enum Kind {
        NONE(200, "", "", ""),
        INVALID(400, "invalid_request", "invalid_request_error", "invalid_request_error"),
        TOO_LONG(400, "invalid_request", "context_length_exceeded", "invalid_request_error"),
        DENIED(403, "model_access_denied", "permission_denied", "permission_error"),
        UNKNOWN(404, "model_not_found", "model_not_found", "not_found_error"),
        UNUSABLE(400, "model_unavailable", "model_not_available", "invalid_request_error"),
        THROTTLED(429, "throttled", "rate_limit_exceeded", "rate_limit_error"),
        /// Bedrock has too much to do.
        UNAVAILABLE(503, "upstream_unavailable", "server_error", "overloaded_error"),
        /// Bedrock or the way there failed, which Anthropic's dialect tells apart.
        FAILED(503, "upstream_unavailable", "server_error", "api_error"),
        TIMEOUT(504, "upstream_timeout", "timeout", "timeout_error");

        private final int status;
        private final String relay;
        private final String openAi;
        private final String anthropic;

        Kind(int status, String relay, String openAi, String anthropic) {
            this.status = status;
            this.relay = relay;
            this.openAi = openAi;
            this.anthropic = anthropic;
        }
    }

    /// @param kind NONE for a whole answer
    /// @param inside whether the failure is told inside the stream, under a status of 200
    /// @param aws the exception on Bedrock's own wire
    /// @param awsStatus its status, where it is told before the stream
    /// @param byRelay whether the failure is the relay's own finding
    record Expected(Kind kind, boolean inside, String aws, int awsStatus, boolean byRelay) {
        static final Expected WHOLE = new Expected(Kind.NONE, false, "", 200);

        Expected(Kind kind, boolean inside, String aws, int awsStatus) {
            this(kind, inside, aws, awsStatus, false);
        }

        int status(Lane lane) {
            if (inside) {
                return 200;
            }
            return switch (lane) {
                case CLAUDE, ANTHROPIC ->
                    switch (kind) {
                        case UNAVAILABLE -> 529;
                        case FAILED -> 500;
                        default -> kind.status;
                    };
                default -> lane.sse() ? kind.status : awsStatus;
            };
        }

        String code(Lane lane) {
            return switch (lane) {
                case RELAY -> kind.relay;
                case OPENAI -> kind.openAi;
                case CLAUDE, ANTHROPIC -> kind.anthropic;
                // Its stream has no exception of the right name, and clients read no others.
                case CONVERSE -> inside && kind == Kind.TIMEOUT && byRelay ? "modelStreamErrorException" : aws;
                case INVOKE -> aws;
            };
        }
    }

    Expected expected(boolean asStream) {
        return asStream ? streamed : whole;
    }

    private static final Expected GONE = new Expected(Kind.UNAVAILABLE, false, "ServiceUnavailableException", 503);
    private static final Expected BROKEN = new Expected(Kind.FAILED, false, "ServiceUnavailableException", 503);
    private static final Expected BROKEN_INSIDE = new Expected(Kind.FAILED, true, "InternalServerException", 200);
    private static final Expected LATE = new Expected(Kind.TIMEOUT, false, "ModelTimeoutException", 504, true);
    private static final Expected LATE_INSIDE = new Expected(Kind.TIMEOUT, true, "ModelTimeoutException", 200, true);

    static List<Fault> all() {
        return java.util.stream.Stream.of(refusals(), closings(), exceptions(), damages(), harmless())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> refusals() {
        return List.of(
                refused("throttle", Kind.THROTTLED, "ThrottlingException", 429),
                refused("throttle-tokens", Kind.THROTTLED, "ThrottlingException", 429),
                refused("throttle-day", Kind.THROTTLED, "ThrottlingException", 429),
                refused("quota", Kind.THROTTLED, "ServiceQuotaExceededException", 400),
                refused("denied", Kind.DENIED, "AccessDeniedException", 403),
                refused("agreement", Kind.DENIED, "AccessDeniedException", 403),
                refused("policy", Kind.DENIED, "AccessDeniedException", 403),
                refused("retention", Kind.DENIED, "ValidationException", 400),
                refused("bad-token", Kind.DENIED, "UnrecognizedClientException", 403),
                refused("bad-key", Kind.DENIED, "", 403),
                refused("validation", Kind.INVALID, "ValidationException", 400),
                refused("too-long", Kind.TOO_LONG, "ValidationException", 400),
                refused("not-found", Kind.UNKNOWN, "ResourceNotFoundException", 404),
                refused("invalid-model", Kind.UNKNOWN, "ValidationException", 400),
                refused("end-of-life", Kind.UNUSABLE, "ResourceNotFoundException", 404),
                refused("legacy", Kind.UNUSABLE, "ResourceNotFoundException", 404),
                refused("on-demand", Kind.UNUSABLE, "ValidationException", 400),
                refused("not-ready", Kind.UNAVAILABLE, "ModelNotReadyException", 429),
                refused("model-error", Kind.FAILED, "ModelErrorException", 424),
                refused("stream-error", Kind.FAILED, "ModelStreamErrorException", 424),
                refused("internal", Kind.FAILED, "InternalServerException", 500),
                refused("unavailable", Kind.UNAVAILABLE, "ServiceUnavailableException", 503),
                refused("busy", Kind.UNAVAILABLE, "ServiceUnavailableException", 503),
                refused("overloaded", Kind.UNAVAILABLE, "overloaded_error", 529),
                refused("status=502", Kind.FAILED, "", 502),
                refused("model-timeout", Kind.TIMEOUT, "ModelTimeoutException", 408));
    }

    private static List<Fault> closings() {
        return List.of(
                new Fault("close", GONE, GONE),
                new Fault("reset", GONE, GONE),
                new Fault("malformed", BROKEN, BROKEN),
                new Fault("hang", LATE_INSIDE, LATE),
                new Fault("as-status=201", BROKEN, BROKEN),
                new Fault("as-status=204", BROKEN, BROKEN),
                new Fault("as-status=206", BROKEN, BROKEN),
                new Fault("as-status=302", BROKEN, BROKEN),
                new Fault("as-status=999", BROKEN, BROKEN),
                new Fault("as-type=text/html", BROKEN, BROKEN),
                new Fault("as-type=application/xml", BROKEN, BROKEN),
                new Fault("as-encoding=gzip", BROKEN, BROKEN));
    }

    /// The exceptions that Bedrock sends inside a stream. An answer in one piece is refused with the same.
    private static List<Fault> exceptions() {
        return List.of(
                exception("internalServerException", Kind.FAILED, 500),
                exception("modelStreamErrorException", Kind.FAILED, 424),
                exception("modelTimeoutException", Kind.TIMEOUT, 408),
                exception("throttlingException", Kind.THROTTLED, 429),
                exception("validationException", Kind.INVALID, 400),
                exception("serviceUnavailableException", Kind.UNAVAILABLE, 503),
                new Fault(
                        "unknown-exception after=3",
                        new Expected(Kind.FAILED, true, "somethingNewException", 200),
                        new Expected(Kind.INVALID, false, "SomethingNewException", 400)),
                new Fault(
                        "error after=3",
                        new Expected(Kind.FAILED, true, "InternalFailure", 200),
                        new Expected(Kind.FAILED, false, "InternalServerException", 500)));
    }

    private static List<Fault> damages() {
        return List.of(
                new Fault("cut after=3", BROKEN_INSIDE, BROKEN),
                new Fault("drop after=3", BROKEN_INSIDE, BROKEN),
                new Fault("end after=3", BROKEN_INSIDE, BROKEN),
                new Fault("half after=3", BROKEN_INSIDE, BROKEN),
                new Fault("garbage after=3", BROKEN_INSIDE, BROKEN),
                new Fault("prelude-crc after=3", BROKEN_INSIDE, Expected.WHOLE),
                new Fault("message-crc after=3", BROKEN_INSIDE, Expected.WHOLE),
                new Fault("huge after=3", BROKEN_INSIDE, Expected.WHOLE),
                new Fault("giant size=5000000", BROKEN_INSIDE, Expected.WHOLE),
                new Fault("without=LAST", BROKEN_INSIDE, Expected.WHOLE),
                new Fault("stall after=3", LATE_INSIDE, LATE),
                new Fault("events=1000 delay=100ms", LATE_INSIDE, LATE));
    }

    private static List<Fault> harmless() {
        return java.util.stream.Stream.of(
                        "drip",
                        "giant size=2000000",
                        "first-delay=300ms",
                        "first-delay=1500ms",
                        "duplicate-end",
                        "unknown-event after=3")
                .map(words -> new Fault(words, Expected.WHOLE, Expected.WHOLE))
                .toList();
    }

    private static Fault refused(String words, Kind kind, String aws, int awsStatus) {
        var both = new Expected(kind, false, aws, awsStatus);
        return new Fault(words, both, both);
    }

    private static Fault exception(String type, Kind kind, int status) {
        return new Fault(
                "exception=" + type + " after=3",
                new Expected(kind, true, type, 200),
                new Expected(kind, false, type, status));
    }
}
