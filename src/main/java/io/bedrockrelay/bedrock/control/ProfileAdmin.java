package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.chat.Failure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileRequest;
import software.amazon.awssdk.services.bedrock.model.DeleteInferenceProfileRequest;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModelSource;
import software.amazon.awssdk.services.bedrock.model.Tag;

/// Makes and deletes application inference profiles in the account. Every answer comes on a thread of the executor,
/// and never as an exception: what AWS refuses is a value. Safe for every thread.
public final class ProfileAdmin {
    private final ControlClients clients;
    private final ExecutorService executor;

    /// @param executor for calls that block; virtual threads
    public ProfileAdmin(ControlClients clients, ExecutorService executor) {
        this.clients = clients;
        this.executor = executor;
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
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.get();
                    } catch (SdkException e) {
                        return new Outcome.Refused(ProfileFailure.of(region, action, clients.timeout(), e));
                    }
                },
                executor);
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
