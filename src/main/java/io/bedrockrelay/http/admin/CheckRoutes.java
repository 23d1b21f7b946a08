package io.bedrockrelay.http.admin;

import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.view.ModelFilter;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.check.CheckProgress;
import io.bedrockrelay.check.Checks;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.http.answer.EventLoopTimers;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.answer.StreamAnswer;
import io.bedrockrelay.http.answer.WholeAnswer;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Service;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.relay.Relay;
import io.bedrockrelay.relay.StreamSettings;
import io.bedrockrelay.relay.supervision.Timers;
import io.bedrockrelay.routing.Ask;
import io.bedrockrelay.routing.CatalogueQueries;
import io.bedrockrelay.routing.FailureException;
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
    private final CatalogueQueries queries;
    private final CatalogueSettings catalogue;
    private final Relay relay;
    private final StreamSettings streams;
    private final Intake intake;

    CheckRoutes(
            Checks checks,
            CatalogueQueries queries,
            CatalogueSettings catalogue,
            Relay relay,
            StreamSettings streams,
            Intake intake) {
        this.checks = checks;
        this.queries = queries;
        this.catalogue = catalogue;
        this.relay = relay;
        this.streams = streams;
        this.intake = intake;
    }

    void register(@Observes Router router) {
        Endpoints.serve(router, Service.CHECKS, context -> bodyless(context, this::many));
        Endpoints.serve(router, Service.CHECK, context -> bodyless(context, this::one));
    }

    private interface Step {
        void take(RoutingContext context, String region);
    }

    private void bodyless(RoutingContext context, Step step) {
        intake.readSmall(context, LARGEST_BODY)
                .onSuccess(read -> RelayResponses.then(context, read, _ -> told(context, step)));
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
            RelayResponses.failure(context, refused.failure());
        }
    }

    private void many(RoutingContext context, String region) {
        var request = context.request();
        var filter = new ModelFilter(
                ModelFilter.View.RECOMMENDED, request.getParam("provider"), null, request.getParam("q"));
        var models = queries.models(Callers.of(context), region, filter).models().stream()
                .map(ModelView::id)
                .toList();
        var against = checks.againstRun(models.size());
        if (against != null) {
            RelayResponses.failure(context, against);
            return;
        }
        var timers = timers(context);
        checks.run(region, models, model -> relay.open(ask(context, model, region)), timers)
                .subscribe()
                .withSubscriber(new StreamAnswer<>(
                        context.request(), new CheckProgressWriter(RequestId.of(context)), streams, timers, _ -> {}));
    }

    private void one(RoutingContext context, String region) {
        var path = RelayResponses.path(context);
        var name = RawPath.below(MODELS, path.substring(0, path.length() - CHECK.length()));
        if (name.isEmpty()) {
            throw new FailureException(new Failure.NotFound("The path names no model."));
        }
        var model = queries.model(Callers.of(context), name.get(), region).id();
        var against = checks.againstOne();
        if (against != null) {
            RelayResponses.failure(context, against);
            return;
        }
        var timers = timers(context);
        checks.one(region, model, relay.open(ask(context, model, region)), timers)
                .toMulti()
                .subscribe()
                .withSubscriber(new WholeAnswer<CheckProgress.Checked>(
                        context.response(),
                        checked -> RelayResponses.told(context, out -> {
                            out.begin();
                            CheckProgressWriter.checked(checked, out);
                            out.end();
                        }),
                        streams,
                        timers,
                        _ -> {}));
    }

    private static Ask ask(RoutingContext context, String model, String region) {
        return new Ask(Callers.of(context), RelayResponses.RELAY.name(), model, region, null, null);
    }

    private static Timers timers(RoutingContext context) {
        return EventLoopTimers.on(context.vertx().getOrCreateContext());
    }
}
