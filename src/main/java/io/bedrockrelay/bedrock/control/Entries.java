package io.bedrockrelay.bedrock.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The entries of one list, each once. One that lacks what says which it is cannot be called and is left out: it is no
/// reason to go without the others.
final class Entries<T> {
    private static final Logger LOG = Logger.getLogger(Entries.class);

    private final List<T> all = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int nameless;
    private int twice;

    void add(@Nullable String id, @Nullable String arn, Supplier<T> entry) {
        if (id == null || id.isBlank() || arn == null || arn.isBlank()) {
            nameless++;
        } else if (ids.add(id)) {
            all.add(entry.get());
        } else {
            twice++;
        }
    }

    List<T> all() {
        return all;
    }

    /// Says how many were left out, if any were.
    void tell(String what, String region) {
        if (nameless > 0 || twice > 0) {
            LOG.warnf(
                    "Bedrock's list of %s in %s is not as it should be: %d entries without id or ARN and %d that stand"
                            + " twice are left out, %d are taken.",
                    what, region, nameless, twice, all.size());
        }
    }
}
