package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;

/// Refusals about who may call which model, in Bedrock's words.
public final class Access {
    private Access() {}

    public static ErrorAnswer denied() {
        return ErrorAnswer.accessDenied("You don't have access to the model with the specified model ID.");
    }

    public static ErrorAnswer agreement() {
        return ErrorAnswer.accessDenied(
                "Model access is denied due to IAM user or service role is not authorized to perform"
                        + " the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe)"
                        + " to enable access to this model. Refer to the Amazon Bedrock documentation for further details."
                        + " Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently"
                        + " fixed this issue, try again after 5 minutes.");
    }

    public static ErrorAnswer retention() {
        return ErrorAnswer.validation("data retention mode 'default' is not available for this model");
    }

    public static ErrorAnswer policy() {
        return ErrorAnswer.accessDenied(
                "User: arn:aws:sts::123456789012:assumed-role/example/session is not authorized to"
                        + " perform: bedrock:InvokeModel on resource: arn:aws:bedrock:ap-northeast-3::foundation-model/"
                        + "anthropic.claude-sonnet-4-6 because no identity-based policy allows the bedrock:InvokeModel action");
    }

    public static ErrorAnswer badToken() {
        return ErrorAnswer.of(
                403, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    public static ErrorAnswer expiredToken() {
        return ErrorAnswer.of(403, "ExpiredTokenException", "The security token included in the request is expired");
    }

    public static ErrorAnswer skewed() {
        return ErrorAnswer.of(
                403,
                "InvalidSignatureException",
                "Signature expired: 20261130T064000Z is now earlier than 20261130T065500Z (20261130T070000Z - 5 min.)");
    }

    /// Bedrock answers a bad API key without a type, and with a capital M.
    public static ErrorAnswer badKey() {
        return new ErrorAnswer(
                403,
                "",
                JsonTrees.object().put("Message", "Authentication failed: Please make sure your API Key is valid."));
    }

    public static ErrorAnswer unsigned() {
        return ErrorAnswer.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    public static ErrorAnswer wrongSignature() {
        return ErrorAnswer.of(
                403,
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    public static ErrorAnswer endOfLife() {
        return ErrorAnswer.notFound("This model version has reached the end of its life. Please refer to the AWS"
                + " documentation for more details.");
    }

    public static ErrorAnswer legacy() {
        return ErrorAnswer.notFound("Access denied. This Model is marked by provider as Legacy and you have not been"
                + " actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock");
    }

    /// The apostrophe is a typographic one, as in the real text.
    public static ErrorAnswer onDemand(String modelId) {
        return ErrorAnswer.validation(
                "Invocation of model ID " + modelId + " with on-demand throughput isn’t supported."
                        + " Retry your request with the ID or ARN of an inference profile that contains this model.");
    }
}
