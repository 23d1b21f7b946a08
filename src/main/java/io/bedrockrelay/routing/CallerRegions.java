package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.chat.Failure;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The Regions of one caller. Names are resolved over these alone, so that neither a choice nor the advice of a refusal
/// leads to another one.
public sealed interface CallerRegions {

    /// @param resolver over the caller's Regions, the caller's default first
    record Some(Resolver resolver) implements CallerRegions {}

    record None(Failure failure) implements CallerRegions {}

    /// @param asked the Region that the request names; null if it names none
    static CallerRegions of(Resolver all, Caller caller, @Nullable String asked) {
        var grant = caller.grant();
        if (asked != null && !grant.allowsRegion(asked)) {
            return new None(Discretion.noSuchRegion(caller, asked));
        }
        if (grant.regions().isEmpty() && grant.defaultRegion() == null) {
            return new Some(all);
        }
        var own = new ArrayList<String>();
        var first = grant.defaultRegion();
        if (first != null && all.regions().contains(first)) {
            own.add(first);
        } else if (first != null && asked == null) {
            return forbidden("%s calls Region %s unless told otherwise, which is not served here."
                    .formatted(caller.asSubject(), first));
        }
        all.regions().stream()
                .filter(grant::allowsRegion)
                .filter(region -> !own.contains(region))
                .forEach(own::add);
        return own.isEmpty()
                ? forbidden("%s may call no Region that is served here.".formatted(caller.asSubject()))
                : new Some(all.within(own));
    }

    private static None forbidden(String message) {
        return new None(new Failure.Forbidden(message));
    }
}
