package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.routing.Ask;

/// How much is done for a request to fit its model.
public enum Mode {
    /// What the model does not take, or takes in another form, is adapted, and the caller is told.
    FIT,
    /// Translated and nothing else; Bedrock judges.
    STRICT;

    /// What a request is served in: its own wish, then its caller's, then the site's. A caller whose key says strict
    /// cannot ask for less.
    public static Result<Mode> of(Ask ask, Mode site) {
        var wish = ask.adapt();
        boolean held = ask.caller().grant().strict();
        return switch (wish) {
            case null -> new Result.Ok<>(held ? STRICT : site);
            case "strict" -> new Result.Ok<>(STRICT);
            case "fit" -> held ? refused(ask.caller()) : new Result.Ok<>(FIT);
            default ->
                new Result.Failed<>(new Failure.Invalid("X-Relay-Adapt", "'X-Relay-Adapt' must be fit or strict."));
        };
    }

    private static Result<Mode> refused(Caller caller) {
        return new Result.Failed<>(new Failure.Invalid(
                "X-Relay-Adapt",
                "'X-Relay-Adapt' cannot be fit, since for " + caller.described() + " requests are sent as they come"
                        + " (adapt: strict). Leave the header out."));
    }
}
