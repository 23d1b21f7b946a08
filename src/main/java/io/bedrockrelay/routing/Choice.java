package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.chat.Failure;
import java.util.List;

/// What a caller's wish for a model leads to: resolved over the caller's Regions under the caller's policy, and then
/// permitted.
public sealed interface Choice {

    record Chosen(Target target) implements Choice {}

    record Refused(Failure failure) implements Choice {}

    /// @param policy the service's, narrowed by the caller and the request
    static Choice of(Resolver all, Policy policy, Ask ask) {
        return switch (CallerRegions.of(all, ask.caller(), ask.region())) {
            case CallerRegions.None none -> new Refused(none.failure());
            case CallerRegions.Some(Resolver own) ->
                switch (own.resolve(ask.model(), ask.region(), policy)) {
                    case Target target -> permitted(own, policy, ask, target);
                    case Refusal refusal -> {
                        var model =
                                own.explain(ask.model(), ask.region(), policy).model();
                        yield new Refused(Discretion.refused(ask.caller(), ask.model(), refusal, model));
                    }
                };
        };
    }

    private static Choice permitted(Resolver own, Policy policy, Ask ask, Target target) {
        return switch (Permission.of(ask.caller(), target)) {
            case Permission.Denied denied -> new Refused(Discretion.denied(ask.caller(), ask.model(), denied));
            case Permission.Permitted(String profile) ->
                profile == null ? new Chosen(target) : booked(own, policy, ask.caller(), target, profile);
        };
    }

    /// The call goes to the application profile that the caller's calls of this model are booked on.
    private static Choice booked(Resolver own, Policy policy, Caller caller, Target target, String profile) {
        return switch (own.resolve(profile, target.region(), policy)) {
            case Refusal refusal ->
                new Refused(new Failure.UnusableModel(
                        "%s books calls of %s on an application profile that cannot be called. %s"
                                .formatted(caller.asSubject(), target.modelId(), refusal.message()),
                        List.of(),
                        List.of(),
                        null));
            case Target booked ->
                switch (Permission.of(caller, booked)) {
                    case Permission.Denied denied -> new Refused(new Failure.Forbidden(denied.reason()));
                    case Permission.Permitted _ -> new Chosen(booked.askedAs(target));
                };
        };
    }
}
