package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why AWS did not make or delete a profile, in words for whoever asked for it.
final class ProfileFailure {

    private ProfileFailure() {}

    /// @param action the permission that the call needs
    static Failure of(String region, String action, Duration timeout, SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return answered(region, action, service);
        }
        var source = SourceFailure.of(region, timeout, e);
        var message = String.valueOf(source.getMessage());
        return switch (source.kind()) {
            case TIMEOUT -> new Failure.TimedOut(message, "relay.catalogue.timeout", null);
            case ACCESS_DENIED, NOT_ENABLED -> new Failure.AccessDenied(message, null);
            case THROTTLED -> new Failure.Throttled(message, null, null);
            case UNAVAILABLE, INVALID_ANSWER -> new Failure.Unavailable(message, null, null);
        };
    }

    static Failure late(String region, Duration limit) {
        return new Failure.TimedOut(
                "Bedrock in " + region + " did not answer within " + limit.toSeconds() + " s.",
                "relay.catalogue.timeout",
                null);
    }

    static Failure closed() {
        return new Failure.Unavailable("The relay is shutting down.", null, null);
    }

    private static Failure answered(String region, String action, AwsServiceException e) {
        var type = String.valueOf(e.awsErrorDetails().errorCode());
        var said = sentence(e.awsErrorDetails().errorMessage());
        var upstream = new Failure.Upstream(type, e.statusCode(), e.requestId());
        return switch (type) {
            case "ThrottlingException", "TooManyRequestsException" ->
                new Failure.Throttled("Bedrock takes no more such calls at the moment: " + said, null, upstream);
            case "ServiceQuotaExceededException" ->
                new Failure.Rejected(
                        said + " Delete profiles that are no longer used, or have the account's quota of application"
                                + " inference profiles in " + region + " raised.",
                        upstream);
            case "ConflictException" ->
                new Failure.Rejected(
                        said + " The idempotency token was used for another profile before, or the profile is just"
                                + " being changed: use a new token, or try again.",
                        upstream);
            case "TooManyTagsException" -> new Failure.Rejected(said + " Send fewer tags.", upstream);
            case "ResourceNotFoundException" -> new Failure.NotFound(said);
            case "ValidationException" -> new Failure.Rejected(said, upstream);
            default -> byStatus(region, action, said, upstream);
        };
    }

    private static Failure byStatus(String region, String action, String said, Failure.Upstream upstream) {
        return switch (upstream.status()) {
            case 401, 403 ->
                new Failure.AccessDenied(
                        said + " The relay's own AWS role needs " + action + " in " + region
                                + ", and bedrock:TagResource for tags.",
                        upstream);
            case 404 -> new Failure.NotFound(said);
            case 429 -> new Failure.Throttled(said, null, upstream);
            default ->
                upstream.status() < 500
                        ? new Failure.Rejected(said, upstream)
                        : new Failure.Unavailable(said, null, upstream);
        };
    }

    private static String sentence(@Nullable String said) {
        var words = said == null || said.isBlank() ? "AWS gave no reason." : said.strip();
        return words.endsWith(".") ? words : words + ".";
    }
}
