package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.chat.Failure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileRequest;
import software.amazon.awssdk.services.bedrock.model.DeleteInferenceProfileRequest;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModelSource;
import software.amazon.awssdk.services.bedrock.model.Tag;

/// Makes and deletes application inference profiles in the account. No answer is an exception, but for a defect
/// of ours: what AWS refuses is a value, and so is that it does not answer. Safe for every thread.
public final class ProfileAdmin {
    private final ControlClients clients;
    private final BlockingCalls calls;

    public ProfileAdmin(ControlClients clients, BlockingCalls calls) {
        this.clients = clients;
        this.calls = calls;
    }

    /// What became of a wish.
    public sealed interface Outcome {

        /// @param arn of the profile, as far as it is known
        /// @param status such as `ACTIVE`
        record Done(String arn, String status) implements Outcome {}

        record Refused(Failure failure) implements Outcome {}
    }

    public CompletionStage<Outcome> make(String region, NewProfile wanted) {
        return ask(region, "bedrock:CreateInferenceProfile", () -> {
            var made = clients.in(region).createInferenceProfile(request(wanted));
            return new Outcome.Done(made.inferenceProfileArn(), made.statusAsString());
        });
    }

    /// @param identifier the id or the ARN of an application profile
    public CompletionStage<Outcome> delete(String region, String identifier) {
        return ask(region, "bedrock:DeleteInferenceProfile", () -> {
            clients.in(region)
                    .deleteInferenceProfile(DeleteInferenceProfileRequest.builder()
                            .inferenceProfileIdentifier(identifier)
                            .build());
            return new Outcome.Done(identifier, "DELETED");
        });
    }

    private CompletionStage<Outcome> ask(String region, String action, Supplier<Outcome> call) {
        // The SDK's own time limit does not hold for the credentials that it looks up first.
        var limit = clients.timeout().plus(Credentials.LIMIT);
        return calls.ask(limit, () -> answer(region, action, call)).exceptionally(cause -> switch (cause) {
            case TimeoutException _ -> new Outcome.Refused(ProfileFailure.late(region, limit));
            case RejectedExecutionException _ -> new Outcome.Refused(ProfileFailure.closed());
            default -> throw new CompletionException(cause);
        });
    }

    private Outcome answer(String region, String action, Supplier<Outcome> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            return new Outcome.Refused(ProfileFailure.of(region, action, clients.timeout(), e));
        }
    }

    private static CreateInferenceProfileRequest request(NewProfile wanted) {
        return CreateInferenceProfileRequest.builder()
                .inferenceProfileName(wanted.name())
                .modelSource(InferenceProfileModelSource.fromCopyFrom(wanted.sourceArn()))
                .description(wanted.description())
                .clientRequestToken(wanted.token())
                .tags(tags(wanted.tags()))
                .build();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
