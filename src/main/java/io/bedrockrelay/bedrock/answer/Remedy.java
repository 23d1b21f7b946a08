package io.bedrockrelay.bedrock.answer;

import io.bedrockrelay.chat.Failure.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What helps against an error of Bedrock's that its own words do not explain. The first that fits counts.
///
/// @param mark part of the error type, or of the message in lower case
/// @param cause what the error comes from, in the relay's terms
/// @param advice one or two sentences for the caller or the operator
record Remedy(String mark, Cause cause, String advice) {
    private static final String CREDENTIALS = "It is the relay's own AWS identity that was refused: renew its"
            + " credentials or its key in AWS_BEARER_TOKEN_BEDROCK, which holds only in the Region it was made in."
            + " An opt-in Region that the account has not enabled answers likewise.";
    private static final String CLOCK =
            "The clock of the machine that the relay runs on is wrong: set it by a time service (NTP).";
    private static final String CURRENT = "Use a current model: GET /api/models lists those that work here.";

    private static final List<Remedy> ALL = List.of(
            new Remedy(
                    "aws-marketplace:",
                    Cause.AGREEMENT,
                    "Allow the relay's role aws-marketplace:ViewSubscriptions and aws-marketplace:Subscribe, or let"
                            + " an administrator of the account call this model once."),
            new Remedy(
                    "service control policy",
                    Cause.ORGANISATION,
                    "A policy of the AWS organisation forbids it, perhaps only in one of the Regions that the"
                            + " inference profile routes to: have the policy changed, or narrow relay.routing.residency"
                            + " to Regions it allows."),
            new Remedy(
                    "is not authorized to perform",
                    Cause.ROLE,
                    "Allow the relay's role this action on the inference profile and on the foundation model in every"
                            + " Region that the profile routes to."),
            new Remedy(
                    "you don't have access to the model",
                    Cause.MODEL_ACCESS,
                    "Have an administrator request access to it in the Bedrock console of this account and Region."),
            new Remedy(
                    "use case",
                    Cause.USE_CASE_FORM,
                    "Anthropic's use-case form has to be sent once for the account, in the Bedrock console under the"
                            + " model's page."),
            new Remedy(
                    "FTUFormNotFilled",
                    Cause.USE_CASE_FORM,
                    "Anthropic's use-case form has to be sent once for the account, in the Bedrock console under the"
                            + " model's page."),
            new Remedy(
                    "MPAgreementBeingCreated",
                    Cause.AGREEMENT,
                    "The account's Marketplace agreement for this model is being made: try again in some minutes."),
            new Remedy(
                    "BadCScoreException",
                    Cause.MODEL_ACCESS,
                    "AWS has not authorised this account for the model: ask AWS support."),
            new Remedy(
                    "data retention mode",
                    Cause.DATA_RETENTION,
                    "This is a setting of the AWS account, not of the request: an administrator has to choose a data"
                            + " retention mode that the model accepts."),
            new Remedy(
                    "tokens per day",
                    Cause.DAILY_QUOTA,
                    "This quota is counted by the day: trying again within minutes does not help."),
            new Remedy("marked by provider as legacy", Cause.LEGACY, CURRENT),
            new Remedy("end of its life", Cause.LEGACY, CURRENT),
            new Remedy(
                    "at 'modelid' failed to satisfy",
                    Cause.OTHER,
                    "Ids with a context window at their end (…:200k) serve provisioned throughput only: leave the"
                            + " suffix out."),
            new Remedy(
                    "UnknownOperationException",
                    Cause.OTHER,
                    "What answers there does not serve Bedrock's runtime: check relay.bedrock.endpoint-override and"
                            + " relay.bedrock.endpoints."),
            new Remedy("signature expired", Cause.CLOCK, CLOCK),
            new Remedy("signature not yet current", Cause.CLOCK, CLOCK),
            new Remedy("RequestTimeTooSkewed", Cause.CLOCK, CLOCK),
            new Remedy("RequestExpired", Cause.CLOCK, CLOCK),
            new Remedy("authentication failed", Cause.CREDENTIALS, CREDENTIALS),
            new Remedy("UnrecognizedClientException", Cause.CREDENTIALS, CREDENTIALS),
            new Remedy("security token included in the request", Cause.CREDENTIALS, CREDENTIALS),
            new Remedy("ExpiredToken", Cause.CREDENTIALS, CREDENTIALS),
            new Remedy("InvalidSignatureException", Cause.CREDENTIALS, CREDENTIALS));

    /// @param said the message in lower case and with plain apostrophes
    static @Nullable Remedy of(String type, String said) {
        for (var remedy : ALL) {
            if (said.contains(remedy.mark) || type.contains(remedy.mark)) {
                return remedy;
            }
        }
        return null;
    }
}
