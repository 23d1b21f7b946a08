package io.bedrockrelay.check;

import io.bedrockrelay.chat.Failure;

/// Why a model did not answer a check, as far as it changes what somebody does about it.
enum CheckFailureReason {
    AGREEMENT("agreement-missing", "The account has no Marketplace agreement for this model, or is just making it."),
    USE_CASE_FORM("use-case-form", "Anthropic's use-case form has not been sent for this account."),
    ORGANISATION("organisation-policy", "A service control policy of the AWS organisation forbids the call."),
    IAM("iam", "The relay's AWS role is not allowed to make the call."),
    NO_ACCESS("no-access", "The account has no access to this model."),
    RETENTION("data-retention", "The account's data retention mode is not one that this model accepts."),
    CREDENTIALS("credentials", "AWS does not accept the relay's own credentials here."),
    LEGACY("legacy", "The model is at the end of its life, or closed to accounts that have not used it lately."),
    QUOTA("quota", "The account's quota for this model is used up, or zero."),
    NOT_INVOCABLE("not-invocable", "Bedrock does not serve the model under this id here."),
    FORBIDDEN("forbidden", "The relay's own policy, or the caller's key, does not allow this model."),
    TIMEOUT("timeout", "The model did not answer in time."),
    UNAVAILABLE("unavailable", "Bedrock, or the model, is not available at the moment."),
    RELAY("relay", "The relay itself did not make the call."),
    OTHER("other", "Bedrock refused the call.");

    private final String label;
    private final String words;

    CheckFailureReason(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /// The name used in JSON.
    String label() {
        return label;
    }

    /// One sentence for people.
    String words() {
        return words;
    }

    static CheckFailureReason of(Failure failure) {
        return switch (failure) {
            case Failure.AccessDenied _ -> access(cause(failure));
            case Failure.Throttled throttled -> throttled.upstream() == null ? RELAY : QUOTA;
            case Failure.UnusableModel _, Failure.UnknownModel _ ->
                cause(failure) == Failure.Cause.LEGACY ? LEGACY : NOT_INVOCABLE;
            case Failure.Forbidden _, Failure.Unauthenticated _ -> FORBIDDEN;
            case Failure.TimedOut _ -> TIMEOUT;
            case Failure.Unavailable _, Failure.Broken _ -> UNAVAILABLE;
            case Failure.Overloaded _, Failure.Internal _ -> RELAY;
            case Failure.Invalid _, Failure.Rejected _, Failure.NotFound _, Failure.TooLarge _ -> OTHER;
        };
    }

    private static CheckFailureReason access(Failure.Cause cause) {
        return switch (cause) {
            case AGREEMENT -> AGREEMENT;
            case USE_CASE_FORM -> USE_CASE_FORM;
            case ORGANISATION -> ORGANISATION;
            case ROLE -> IAM;
            case DATA_RETENTION -> RETENTION;
            case CREDENTIALS, CLOCK -> CREDENTIALS;
            case MODEL_ACCESS, DAILY_QUOTA, LEGACY, OTHER -> NO_ACCESS;
        };
    }

    private static Failure.Cause cause(Failure failure) {
        return failure.upstream() == null
                ? Failure.Cause.OTHER
                : failure.upstream().cause();
    }
}
