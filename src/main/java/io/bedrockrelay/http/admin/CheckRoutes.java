package io.bedrockrelay.http.admin;

import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.wire.RawPath;
import io.bedrockrelay.http.answer.EventLoopTimers;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.http.rest.FailureException;
import io.bedrockrelay.http.rest.Shelf;
import io.bedrockrelay.relay.Ask;
import io.bedrockrelay.relay.Opening;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.Timers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// `POST /api/checks` and `POST /api/models/{id}/check`. A client that goes away stops what it has begun.
@Singleton
class CheckRoutes {
    private static final String MODELS = "/api/models/";
    private static final String CHECK = "/check";
    /// Both read everything from path and query.
    private static final long LARGEST_BODY = 4096;

    private final Checks checks;
    private final Shelf shelf;
    private final CatalogueSettings catalogue;
    private final Relay relay;
    private final StreamSettings streams;
    private final Intake intake;

    CheckRoutes(
            Checks checks,
            Shelf shelf,
            CatalogueSettings catalogue,
            Relay relay,
            StreamSettings streams,
            Intake intake) {
        this.checks = checks;
        this.shelf = shelf;
        this.catalogue = catalogue;
        this.relay = relay;
        this.streams = streams;
        this.intake = intake;
    }

    void register(@Observes Router router) {
        router.post("/api/checks").handler(context -> bodyless(context, this::many));
        router.post(MODELS + "*").handler(context -> {
            if (Told.path(context).endsWith(CHECK)) {
                bodyless(context, this::one);
            } else {
                context.next();
            }
        });
    }

    private interface Step {
        void take(RoutingContext context, String region);
    }

    private void bodyless(RoutingContext context, Step step) {
        intake.readSmall(context, LARGEST_BODY, _ -> told(context, step), failure -> Told.failure(context, failure));
    }

    private void told(RoutingContext context, Step step) {
        var asked = context.request().getParam("region");
        try {
            step.take(
                    context,
                    asked == null
                            ? Callers.of(context).regionOr(catalogue.regions().getFirst())
                            : asked);
        } catch (FailureException refused) {
            Told.failure(context, refused.failure());
        }
    }

    private void many(RoutingContext context, String region) {
        var request = context.request();
        var filter = new ModelFilter(
                ModelFilter.View.RECOMMENDED, request.getParam("provider"), null, request.getParam("q"));
        var models = shelf.models(Callers.of(context), region, filter).models().stream()
                .map(ModelView::id)
                .toList();
        var against = checks.againstRun(models.size());
        if (against != null) {
            Told.failure(context, against);
            return;
        }
        var timers = timers(context);
        checks.run(region, models, model -> open(context, model, region), timers)
                .subscribe()
                .withSubscriber(new StreamAnswer<>(
                        context.request(), new ProgressTelling(RequestId.of(context)), streams, timers, _ -> {}));
    }

    private void one(RoutingContext context, String region) {
        var path = Told.path(context);
        var name = RawPath.below(MODELS, path.substring(0, path.length() - CHECK.length()));
        if (name.isEmpty()) {
            throw new FailureException(new Failure.NotFound("The path names no model."));
        }
        var model = shelf.model(Callers.of(context), name.get(), region).id();
        var against = checks.againstOne();
        if (against != null) {
            Told.failure(context, against);
            return;
        }
        var timers = timers(context);
        checks.one(region, model, open(context, model, region), timers)
                .toMulti()
                .subscribe()
                .withSubscriber(new WholeAnswer<Progress.Checked>(
                        context.response(),
                        checked -> Told.told(context, out -> {
                            out.begin();
                            ProgressTelling.checked(checked, out);
                            out.end();
                        }),
                        streams,
                        timers,
                        _ -> {}));
    }

    private Opening open(RoutingContext context, String model, String region) {
        return relay.open(new Ask(Callers.of(context), Told.RELAY.name(), model, region, null));
    }

    private static Timers timers(RoutingContext context) {
        return EventLoopTimers.on(context.vertx().getOrCreateContext());
    }
}
