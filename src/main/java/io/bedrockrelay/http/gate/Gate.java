package io.bedrockrelay.http.gate;

import io.bedrockrelay.access.Authentication;
import io.bedrockrelay.access.Authentication.Known;
import io.bedrockrelay.access.Authentication.Undecided;
import io.bedrockrelay.access.Authentication.Unknown;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Presented;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.endpoint.Endpoint;
import io.bedrockrelay.http.endpoint.RequiredRole;
import io.bedrockrelay.http.gate.Rules.Ruling;
import io.bedrockrelay.http.log.RequestRecord;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Stands before every route of the main port, Quarkus's own included, and lets through who may make the call. It
/// judges the path that routes and resources are matched by (`RoutingContext.normalizedPath`, which Vert.x and Quarkus
/// REST share), and refuses a path that could be read in another way.
@Singleton
class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);
    /// Behind the filter that answers preflights of CORS (-300), which carry no key; before everything that serves.
    private static final int ORDER = -250;

    private final Recognition recognition;

    Gate(Recognition recognition) {
        this.recognition = recognition;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(Rejections::unseen);
        router.route().order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (isFramedUnheardOf(context)) {
            Rejections.unheardOf(context);
            return;
        }
        if (context.request().headers().getAll(HttpHeaders.HOST).size() > 1) {
            Rejections.hostTwice(context);
            return;
        }
        var ruling = ruling(context);
        if (ruling instanceof Ruling.Ruled(Endpoint endpoint) && endpoint.need() == RequiredRole.NOTHING) {
            context.next();
            return;
        }
        var headers = context.request().headers();
        var presented = Presented.of(headers.getAll(HttpHeaders.AUTHORIZATION.toString()), headers.getAll("x-api-key"));
        recognition.recognise(context, presented, found -> admit(context, found, ruling));
    }

    /// Whether somebody before the relay may have read more of this request than the relay will: what follows it on the
    /// connection would then be taken for the next one.
    private static boolean isFramedUnheardOf(RoutingContext context) {
        var encoding = context.request().getHeader(HttpHeaders.TRANSFER_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("chunked");
    }

    private static void admit(RoutingContext context, Authentication found, Ruling ruling) {
        switch (found) {
            case Known(Caller caller) -> {
                RequestRecord.of(context).comesFrom(caller);
                judge(context, caller, ruling);
            }
            case Unknown unknown -> {
                LOG.debugf("request %s is turned away: %s", RequestId.of(context), unknown.reason());
                RequestRecord.of(context).turnedAway(unknown.reason());
                Rejections.away(context, new Failure.Unauthenticated(unknown.message()));
            }
            case Undecided undecided -> {
                LOG.warnf("request %s is turned away: %s", RequestId.of(context), undecided.reason());
                RequestRecord.of(context).turnedAway(undecided.reason());
                Rejections.away(
                        context,
                        new Failure.Overloaded(
                                "Tokens cannot be checked at the moment; try again shortly.", Duration.ofSeconds(5)));
            }
        }
    }

    private static Ruling ruling(RoutingContext context) {
        return RequestPath.of(context.normalizedPath())
                .map(place -> Rules.of(context.request().method().name(), place))
                .orElseGet(Ruling.Unruled::new);
    }

    private static void judge(RoutingContext context, Caller caller, Ruling ruling) {
        switch (ruling) {
            case Ruling.Unruled _ -> Rejections.away(context, UnknownPath.of(context.normalizedPath()));
            case Ruling.WrongMethod(String allowed) -> Rejections.wrongMethod(context, allowed);
            case Ruling.Ruled(Endpoint endpoint) -> {
                if (endpoint.need().isMetBy(caller)) {
                    Callers.put(context, caller);
                    context.next();
                } else {
                    Rejections.away(
                            context, new Failure.Forbidden(endpoint.need().refusal(caller)));
                }
            }
        }
    }
}
