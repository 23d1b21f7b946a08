package io.bedrockrelay.routing;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.route.RoutePlan;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a call goes.
public sealed interface Route {

    /// @param target that answers if all is well
    /// @param plan everything that may answer; null where nothing else may, since failover is off
    /// @param advice what the caller is told if Bedrock refuses a target all the same
    record Found(Target target, @Nullable RoutePlan plan, Function<Target, FailureAdvice> advice) implements Route {}

    record Refused(Failure failure) implements Route {}
}
