package io.bedrockrelay.routing;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;

/// Where a call goes.
public sealed interface Route {

    /// @param advice what the caller is told if Bedrock refuses the target all the same
    record Found(Target target, FailureAdvice advice) implements Route {}

    record Refused(Failure failure) implements Route {}
}
