package io.bedrockrelay.check;

import io.bedrockrelay.chat.Failure;
import java.util.Locale;

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
            case Failure.AccessDenied denied -> access(said(denied));
            case Failure.Throttled throttled -> throttled.upstream() == null ? RELAY : QUOTA;
            case Failure.UnusableModel _, Failure.UnknownModel _ -> isLegacy(said(failure)) ? LEGACY : NOT_INVOCABLE;
            case Failure.Forbidden _, Failure.Unauthenticated _ -> FORBIDDEN;
            case Failure.TimedOut _ -> TIMEOUT;
            case Failure.Unavailable _, Failure.Broken _ -> UNAVAILABLE;
            case Failure.Overloaded _, Failure.Internal _ -> RELAY;
            case Failure.Invalid _, Failure.Rejected _, Failure.NotFound _, Failure.TooLarge _ -> OTHER;
        };
    }

    private static CheckFailureReason access(String said) {
        if (said.contains("aws-marketplace") || said.contains("agreement")) {
            return AGREEMENT;
        }
        if (said.contains("use case") || said.contains("ftuformnotfilled")) {
            return USE_CASE_FORM;
        }
        if (said.contains("service control policy")) {
            return ORGANISATION;
        }
        if (said.contains("is not authorized to perform")) {
            return IAM;
        }
        if (said.contains("data retention")) {
            return RETENTION;
        }
        return said.contains("relay's own aws identity") ? CREDENTIALS : NO_ACCESS;
    }

    private static boolean isLegacy(String said) {
        return said.contains("legacy") || said.contains("end of its life");
    }

    private static String said(Failure failure) {
        var type = failure.upstream() == null ? "" : failure.upstream().type() + " ";
        return (type + failure.message()).toLowerCase(Locale.ROOT);
    }
}
