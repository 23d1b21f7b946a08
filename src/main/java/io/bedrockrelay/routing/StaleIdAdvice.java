package io.bedrockrelay.routing;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What to do when Bedrock knows better than the catalogue: that an id can no longer be invoked. The Region is
/// refreshed, at most once a minute, and the caller is told what would work. The call is not sent again under another
/// id: which model answers, and where, is the caller's decision.
public record StaleIdAdvice(Registry registry, Policy policy, Target target) implements FailureAdvice {

    @Override
    public CompletableFuture<?> learn(Failure failure) {
        boolean stale = failure instanceof Failure.UnusableModel || failure instanceof Failure.UnknownModel;
        return stale && failure.upstream() != null
                ? registry.refreshedStale(target.region())
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public Failure explained(Failure failure) {
        if (failure.upstream() == null) {
            return failure;
        }
        return switch (failure) {
            case Failure.UnusableModel unusable -> {
                var usable = usable();
                yield new Failure.UnusableModel(
                        unusable.message() + advice(usable), usable, unusable.worksIn(), unusable.upstream());
            }
            case Failure.UnknownModel unknown -> {
                var usable = usable();
                yield new Failure.UnknownModel(unknown.message() + advice(usable), usable, unknown.upstream());
            }
            case Failure other -> other;
        };
    }

    /// The other ids of the same model, in the order in which the policy would choose them.
    private List<String> usable() {
        var model = target.modelId();
        if (model == null) {
            return List.of();
        }
        return registry.resolver().invocable(model, target.region(), policy).stream()
                .filter(id -> !id.equals(target.invocationId()))
                .toList();
    }

    private static String advice(List<String> usable) {
        return usable.isEmpty()
                ? " The catalogue knows no other id for this model here."
                : " By the catalogue these work: " + String.join(", ", usable) + ".";
    }
}
