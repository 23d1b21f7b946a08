package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.SourceException.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// The SDK's exceptions in words for whoever runs the relay.
final class SourceFailure {

    private SourceFailure() {}

    static SourceException of(String region, Duration timeout, SdkException e) {
        return switch (e) {
            case AwsServiceException service -> answered(region, service);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                new SourceException(
                        Kind.TIMEOUT,
                        "Bedrock in " + region + " did not answer within " + timeout.toMillis()
                                + " ms (relay.catalogue.timeout).",
                        e);
            case AbortedException _ ->
                new SourceException(Kind.TIMEOUT, "The call to Bedrock in " + region + " was interrupted.", e);
            default -> unanswered(region, e);
        };
    }

    private static SourceException answered(String region, AwsServiceException e) {
        var details = e.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "" : details.errorCode();
        var said = details == null || details.errorMessage() == null ? "no reason" : details.errorMessage();
        if (e.isThrottlingException() || e.statusCode() == 429) {
            return new SourceException(
                    Kind.THROTTLED, "Bedrock in " + region + " takes no more calls at the moment: " + said, e);
        }
        if (code.equals("UnrecognizedClientException")
                || code.equals("InvalidClientTokenId")
                || said.toLowerCase(Locale.ROOT).contains("security token included in the request is invalid")) {
            return new SourceException(
                    Kind.NOT_ENABLED,
                    "AWS does not know these credentials in " + region + ": \"" + said + "\" An opt-in Region that"
                            + " the account has not enabled answers so: enable it, or take it out of relay.regions.",
                    e);
        }
        if (e.statusCode() == 401 || e.statusCode() == 403) {
            return new SourceException(Kind.ACCESS_DENIED, denied(region, said), e);
        }
        if (e.statusCode() >= 500) {
            return new SourceException(
                    Kind.UNAVAILABLE, "Bedrock in " + region + " answered " + e.statusCode() + ": " + said, e);
        }
        return new SourceException(
                Kind.INVALID_ANSWER,
                "Bedrock in " + region + " answered " + e.statusCode() + " " + code + ": " + said,
                e);
    }

    private static String denied(String region, String said) {
        return "AWS denies reading the catalogue of " + region + ": \"" + said + "\" The relay's role needs"
                + " bedrock:ListFoundationModels and bedrock:ListInferenceProfiles there.";
    }

    private static SourceException unanswered(String region, SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new SourceException(
                        Kind.UNAVAILABLE,
                        "There is no host for Bedrock in " + region + " (" + cause.getMessage()
                                + "): it may not be offered there, or the name service fails.",
                        e);
            }
            if (cause instanceof ConnectException) {
                return new SourceException(
                        Kind.UNAVAILABLE, "Bedrock in " + region + " takes no connection: " + cause.getMessage(), e);
            }
        }
        if (String.valueOf(e.getMessage()).contains("credentials")) {
            return new SourceException(
                    Kind.ACCESS_DENIED,
                    "The relay has no AWS credentials: set AWS_BEARER_TOKEN_BEDROCK, or give the process a role or"
                            + " keys by one of the ways of AWS's default credential chain.",
                    e);
        }
        // The SDK has no type for it, and quotes its own classes.
        if (String.valueOf(e.getMessage()).startsWith("Unable to unmarshall response")) {
            return new SourceException(
                    Kind.UNAVAILABLE,
                    "Bedrock in " + region + ", or something on the way to it, gave an answer that cannot be read.",
                    e);
        }
        return new SourceException(
                Kind.UNAVAILABLE, "Bedrock in " + region + " cannot be reached: " + e.getMessage(), e);
    }
}
