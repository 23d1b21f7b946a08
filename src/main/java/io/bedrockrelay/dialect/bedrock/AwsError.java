package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.FailureCode;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import java.util.Map;

/// A failure in AWS's form: a status, the header `x-amzn-ErrorType`, and `{"message": …}`.
///
/// @param type AWS's name of the exception (`ThrottlingException`)
public record AwsError(int status, String type, String message) {
    public static final String HEADER = "x-amzn-ErrorType";
    public static final String UNKNOWN_OPERATION_TYPE = "UnknownOperationException";
    private static final String UNKNOWN_OPERATION_MESSAGE =
            "The relay has no such operation of Amazon Bedrock. It has those below /model/{id}/, and reads"
                    + " /foundation-models and /inference-profiles. Where one of these was meant, the endpoint URL is the"
                    + " relay's address without a path.";
    private static final String UNKNOWN_OPERATION = "com.amazon.coral.service#UnknownOperationException";

    /// The exceptions that the SDKs know of the runtime, with their statuses (AWS SDK model, bedrock-runtime). What
    /// Bedrock itself said in these words is said in the same words.
    private static final Map<String, Integer> KNOWN = Map.ofEntries(
            Map.entry("AccessDeniedException", 403),
            Map.entry("ConflictException", 400),
            Map.entry("InternalServerException", 500),
            Map.entry("ModelErrorException", 424),
            Map.entry("ModelNotReadyException", 429),
            Map.entry("ModelStreamErrorException", 424),
            Map.entry("ModelTimeoutException", 408),
            Map.entry("ResourceNotFoundException", 404),
            Map.entry("ServiceQuotaExceededException", 400),
            Map.entry("ServiceUnavailableException", 503),
            Map.entry("ThrottlingException", 429),
            Map.entry("ValidationException", 400));

    /// What a client of AWS gets to see of a failure.
    public static AwsError of(Failure failure) {
        var upstream = failure.upstream();
        if (upstream != null) {
            var type = capitalised(upstream.type());
            var status = KNOWN.get(type);
            if (status != null) {
                return new AwsError(status, type, failure.message());
            }
        }
        return new AwsError(status(failure), type(failure), failure.message());
    }

    /// AWS has no 401: its clients take 403 for bad credentials.
    private static int status(Failure failure) {
        if (failure instanceof Failure.Invalid invalid && invalid.isUnknownEncoding()) {
            return Dialect.UNSUPPORTED;
        }
        return failure.code() == FailureCode.UNAUTHENTICATED
                ? 403
                : failure.code().status();
    }

    public void body(JsonWriter out) {
        out.begin().field("message", message).end();
    }

    /// The body of a path that AWS does not know, with status 404: AWS's own, which has no message, and the message
    /// that clients show.
    public static void unknownOperation(JsonWriter out) {
        out.begin().field("message", UNKNOWN_OPERATION_MESSAGE).name("Output").begin();
        out.field("__type", UNKNOWN_OPERATION).end();
        out.field("Version", "1.0").end();
    }

    private static String type(Failure failure) {
        return switch (failure.code()) {
            case INVALID_REQUEST, MODEL_UNAVAILABLE, TOO_LARGE -> "ValidationException";
            case UNAUTHENTICATED, FORBIDDEN, MODEL_ACCESS_DENIED -> "AccessDeniedException";
            case NOT_FOUND, MODEL_NOT_FOUND -> "ResourceNotFoundException";
            case THROTTLED -> "ThrottlingException";
            case UPSTREAM_UNAVAILABLE, OVERLOADED -> "ServiceUnavailableException";
            case UPSTREAM_TIMEOUT -> "ModelTimeoutException";
            case INTERNAL -> "InternalServerException";
        };
    }

    /// An exception inside of a stream has the same name with a small first letter.
    private static String capitalised(String type) {
        return type.isEmpty() ? type : Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
}
