package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.CallerRole;
import io.bedrockrelay.access.Glob;
import io.bedrockrelay.access.Permission;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.view.Check;
import io.bedrockrelay.chat.Failure;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a caller may be told: the one place that decides it. What it may not use does not exist for it, so that a name
/// which leads there is refused in the very words in which a name is refused that leads nowhere; and whose account and
/// role the relay uses is the administrators' business.
public final class Discretion {
    private static final int QUOTED = 100;
    private static final Pattern IDENTITY = Pattern.compile("arn:aws[a-z-]*:(?:sts|iam)::[0-9]{12}:[^\\s\"'\\\\,;]+");
    private static final Pattern ACCOUNT = Pattern.compile("(arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:)[0-9]{12}(?=:)");

    private Discretion() {}

    /// Whether nothing is hidden from the caller.
    static boolean hidesNothing(Caller caller) {
        var grant = caller.grant();
        return grant.models().isEmpty()
                && grant.regions().isEmpty()
                && grant.scopes().isEmpty()
                && grant.residency().isEmpty()
                && grant.applicationProfiles().byModel().isEmpty();
    }

    /// A name that leads to nothing the caller may use, be it to something else or to nothing at all.
    static Failure noSuch(Caller caller, String asked) {
        return new Failure.Forbidden("%s may not use '%s', only models that match %s."
                .formatted(
                        caller.asSubject(), cut(asked), patterns(caller.grant().models())));
    }

    /// A Region outside of the caller's, served or not.
    static Failure noSuchRegion(Caller caller, String asked) {
        return new Failure.Forbidden("%s may not call Region %s, only %s."
                .formatted(
                        caller.asSubject(), cut(asked), patterns(caller.grant().regions())));
    }

    /// Why a target is not permitted.
    public static Failure denied(Caller caller, String asked, Permission.Denied denied) {
        return denied.hidden() ? noSuch(caller, asked) : new Failure.Forbidden(denied.reason());
    }

    /// Why a name was not resolved over the caller's own Regions.
    ///
    /// @param model what the name stands for; null where that is not known
    public static Failure refused(Caller caller, String asked, Refusal refusal, @Nullable String model) {
        if (!caller.grant().allowsRegion(refusal.region())) {
            return noSuchRegion(caller, refusal.region());
        }
        if (!caller.grant().models().isEmpty() && (model == null || !Permission.mayUse(caller, model))) {
            return isAboutTheName(refusal) ? noSuch(caller, asked) : ResolutionFailures.failure(refusal);
        }
        return isAmbiguous(refusal) && !hidesNothing(caller)
                ? new Failure.Invalid(
                        null,
                        "Several application profiles in %s are called '%s': ask for one by its id."
                                .formatted(refusal.region(), cut(asked)))
                : ResolutionFailures.failure(refusal);
    }

    /// Whether the refusal depends on what there is, and not on how the request is written alone.
    private static boolean isAboutTheName(Refusal refusal) {
        return switch (refusal.code()) {
            case MODEL_NOT_FOUND, MODEL_UNAVAILABLE -> true;
            case INVALID_REQUEST -> isAmbiguous(refusal);
            case FORBIDDEN, UPSTREAM_UNAVAILABLE -> false;
        };
    }

    static boolean isAmbiguous(Refusal refusal) {
        return refusal.code() == Refusal.Code.INVALID_REQUEST
                && !refusal.usable().isEmpty();
    }

    /// Words of AWS's, without its accounts and roles for everybody but administrators.
    public static String words(Caller caller, String text) {
        if (caller.has(CallerRole.ADMIN) || !text.contains("arn:aws")) {
            return text;
        }
        return ACCOUNT.matcher(IDENTITY.matcher(text).replaceAll("the relay's role"))
                .replaceAll("$1…");
    }

    static Check check(Caller caller, Check check) {
        var detail = check.detail();
        return detail == null ? check : check.saying(words(caller, detail));
    }

    /// The same of a failure that AWS told.
    static Failure failure(Caller caller, Failure failure) {
        var told = words(caller, failure.message());
        if (failure.upstream() == null || told.equals(failure.message())) {
            return failure;
        }
        return switch (failure) {
            case Failure.Rejected it -> new Failure.Rejected(told, it.upstream());
            case Failure.AccessDenied it -> new Failure.AccessDenied(told, it.upstream());
            case Failure.Unavailable it -> new Failure.Unavailable(told, it.retryAfter(), it.upstream());
            case Failure.Throttled it -> new Failure.Throttled(told, it.retryAfter(), it.upstream());
            case Failure.TimedOut it -> new Failure.TimedOut(told, it.limit(), it.upstream());
            case Failure.UnknownModel it -> new Failure.UnknownModel(told, it.nearest(), it.upstream());
            case Failure.UnusableModel it -> new Failure.UnusableModel(told, it.usable(), it.worksIn(), it.upstream());
            // These have no upstream.
            case Failure.Invalid _, Failure.Unauthenticated _, Failure.Forbidden _, Failure.NotFound _ -> failure;
            case Failure.TooLarge _, Failure.Broken _, Failure.Overloaded _, Failure.Internal _ -> failure;
        };
    }

    private static String patterns(List<Glob> patterns) {
        return patterns.stream().map(Glob::text).collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }
}
