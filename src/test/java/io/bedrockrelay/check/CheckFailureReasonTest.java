package io.bedrockrelay.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.answer.UpstreamError;
import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckFailureReasonTest {

    /// Bedrock's own words.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AccessDeniedException     | 403 | You don't have access to the model with the specified model ID.                                 | no-access
                    AccessDeniedException     | 403 | not authorized to perform the required AWS Marketplace actions (aws-marketplace:Subscribe)       | agreement-missing
                    MPAgreementBeingCreated   | 403 | Try again later.                                                                                | agreement-missing
                    ResourceNotFoundException | 404 | Model use case details have not been submitted for this account.                                | use-case-form
                    FTUFormNotFilled          | 404 | The form is missing.                                                                            | use-case-form
                    AccessDeniedException     | 403 | User: x is not authorized to perform: bedrock:InvokeModel with an explicit deny in a service control policy | organisation-policy
                    AccessDeniedException     | 403 | User: x is not authorized to perform: bedrock:InvokeModel because no identity-based policy allows it | iam
                    ValidationException       | 400 | data retention mode 'default' is not available for this model                                   | data-retention
                    UnrecognizedClientException | 403 | The security token included in the request is invalid.                                        | credentials
                    InvalidSignatureException   | 403 | Signature expired: 20261130T100000Z is now earlier than 20261130T110000Z.                  | credentials
                    ResourceNotFoundException | 404 | This model version has reached the end of its life.                                             | legacy
                    ResourceNotFoundException | 404 | Access denied. This Model is marked by provider as Legacy                                       | legacy
                    ThrottlingException       | 429 | Too many tokens per day, please wait before trying again.                                       | quota
                    ServiceQuotaExceededException | 400 | The service quota is exceeded.                                                              | quota
                    ValidationException       | 400 | Invocation of model ID x with on-demand throughput isn't supported.                             | not-invocable
                    ServiceUnavailableException | 503 | Try again.                                                                                    | unavailable
                    ModelTimeoutException     | 408 | Too long.                                                                                       | timeout
                    ValidationException       | 400 | max_tokens too small                                                                            | other
                    """)
    void bedrocksRefusalHasItsReason(String type, int status, String message, String reason) {
        var failure = new UpstreamError(type, status, message, null, null).failure();
        assertThat(CheckFailureReason.of(failure).label()).isEqualTo(reason);
    }

    @Test
    void whatTheRelayRefusesSaysNothingAboutTheModel() {
        assertThat(CheckFailureReason.of(new Failure.Overloaded("full", Duration.ofSeconds(1))))
                .isEqualTo(CheckFailureReason.RELAY);
        assertThat(CheckFailureReason.of(new Failure.Throttled("own limit", null, null)))
                .isEqualTo(CheckFailureReason.RELAY);
        assertThat(CheckFailureReason.of(new Failure.Forbidden("not for this key")))
                .isEqualTo(CheckFailureReason.FORBIDDEN);
    }
}
