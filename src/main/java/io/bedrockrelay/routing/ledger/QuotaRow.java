package io.bedrockrelay.routing.ledger;

import io.bedrockrelay.access.Glob;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import java.util.Optional;

/// What an account may use of some models in some Regions, as AWS's Service Quotas tells it.
///
/// @param region pattern on the Region that is called
/// @param model pattern on the bare model id
/// @param tokens a minute; 0 where they are not counted
/// @param requests a minute; 0 where they are not counted
/// @param factor how many tokens of the quota one token of output takes
public record QuotaRow(Glob region, Glob model, Bucket bucket, long tokens, long requests, int factor) {

    /// Quotas that AWS counts apart.
    public enum Bucket {
        ON_DEMAND("on-demand"),
        CROSS_REGION("cross-region"),
        GLOBAL("global");

        private final String label;

        Bucket(String label) {
            this.label = label;
        }

        static Optional<Bucket> of(String label) {
            for (var bucket : values()) {
                if (bucket.label.equals(label)) {
                    return Optional.of(bucket);
                }
            }
            return Optional.empty();
        }

        /// That a call of this target draws on.
        static Bucket of(Target target) {
            return switch (target.scope()) {
                case GLOBAL -> GLOBAL;
                case GEOGRAPHIC -> CROSS_REGION;
                case APPLICATION -> target.destinations().size() > 1 ? CROSS_REGION : ON_DEMAND;
                default -> ON_DEMAND;
            };
        }
    }

    boolean covers(Target target, String modelId) {
        return bucket == Bucket.of(target) && region.matches(target.region()) && model.matches(modelId);
    }

    /// Whether the target draws on a quota of its scope at all.
    static boolean isCounted(Target target) {
        return target.scope() != Scope.DIRECT && target.modelId() != null;
    }
}
