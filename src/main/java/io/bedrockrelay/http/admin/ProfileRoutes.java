package io.bedrockrelay.http.admin;

import io.bedrockrelay.bedrock.control.NewProfile;
import io.bedrockrelay.bedrock.control.ProfileAdmin;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.region.Arn;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.bedrockrelay.catalogue.registry.Registry;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.endpoint.Service;
import io.bedrockrelay.http.gate.Callers;
import io.bedrockrelay.http.intake.Intake;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Makes and deletes application inference profiles. They stand on the Vert.x router like everything that reads a
/// body, so that its size is bounded before it is in memory.
@Singleton
class ProfileRoutes {
    private static final String PATH = "/api/inference-profiles";
    /// Two hundred tags of the greatest length in UTF-8, twice over.
    private static final long LARGEST_BODY = 512 * 1024;

    private final ProfileAdmin desk;
    private final ProfileSettings settings;
    private final CatalogueSettings catalogue;
    private final Registry registry;
    private final Intake intake;

    ProfileRoutes(
            ProfileAdmin desk,
            ProfileSettings settings,
            CatalogueSettings catalogue,
            Registry registry,
            Intake intake) {
        this.desk = desk;
        this.settings = settings;
        this.catalogue = catalogue;
        this.registry = registry;
        this.intake = intake;
    }

    void register(@Observes Router router) {
        Endpoints.serve(
                router,
                Service.MAKE_PROFILE,
                context -> allowed(context, () -> intake.readSmall(context, LARGEST_BODY)
                        .onSuccess(read -> RelayResponses.then(context, read, body -> read(context, body)))));
        Endpoints.serve(router, Service.DELETE_PROFILE, context -> allowed(context, () -> delete(context)));
    }

    private void allowed(RoutingContext context, Runnable step) {
        if (!settings.enabled()) {
            RelayResponses.failure(
                    context,
                    new Failure.Forbidden("Making and deleting application inference profiles is off here;"
                            + " 'relay.profiles.enabled=true' turns it on."));
        } else {
            step.run();
        }
    }

    private void read(RoutingContext context, byte[] body) {
        switch (WantedProfile.read(body)) {
            case WantedProfile.Reading.Refused refused -> RelayResponses.failure(context, refused.failure());
            case WantedProfile.Reading.Read(WantedProfile wanted) -> source(context, wanted);
        }
    }

    private void source(RoutingContext context, WantedProfile wanted) {
        var caller = Callers.of(context);
        var region =
                wanted.region() == null ? caller.regionOr(catalogue.regions().getFirst()) : wanted.region();
        switch (Source.of(caller, wanted.source(), region, registry, catalogue.policy())) {
            case Source.Refused refused -> RelayResponses.failure(context, refused.failure());
            case Source.Found found -> make(context, wanted, region, found);
        }
    }

    private void make(RoutingContext context, WantedProfile wanted, String region, Source.Found source) {
        var profile = new NewProfile(wanted.name(), source.arn(), wanted.description(), wanted.tags(), wanted.token());
        done(context, desk.make(region, profile), made -> {
            var listed = listed(made, wanted, source);
            if (catalogue.applicationProfiles()) {
                registry.made(region, listed);
            }
            context.response().setStatusCode(201);
            RelayResponses.success(context, out -> write(listed, region, source, out));
        });
    }

    private static ListedProfile listed(ProfileAdmin.Outcome.Done made, WantedProfile wanted, Source.Found source) {
        return new ListedProfile(
                made.arn().substring(made.arn().lastIndexOf('/') + 1),
                made.arn(),
                wanted.name(),
                wanted.description() == null ? "" : wanted.description(),
                ListedProfile.APPLICATION,
                made.status(),
                source.modelArns());
    }

    private static void write(ListedProfile profile, String region, Source.Found source, JsonWriter out) {
        out.begin()
                .field("id", profile.id())
                .field("arn", profile.arn())
                .field("name", profile.name())
                .field("type", profile.type())
                .field("status", profile.status())
                .field("region", region)
                .field("source", source.target().invocationId())
                .end();
    }

    private void delete(RoutingContext context) {
        var id = RawPath.below(PATH + "/", RelayResponses.path(context));
        if (id.isEmpty()) {
            RelayResponses.failure(context, new Failure.NotFound("The path names no profile."));
            return;
        }
        var caller = Callers.of(context);
        var arn = Arn.parse(id.get());
        var asked = context.request().getParam("region");
        var region = asked != null
                ? asked
                : arn.map(Arn::region)
                        .orElse(caller.regionOr(catalogue.regions().getFirst()));
        var against = Deletable.against(caller, id.get(), region, registry);
        if (against != null) {
            RelayResponses.failure(context, against);
            return;
        }
        done(context, desk.delete(region, id.get()), _ -> {
            var shortId = arn.map(Arn::id).orElse(id.get());
            registry.deleted(region, shortId);
            RelayResponses.success(context, out -> out.begin()
                    .field("id", shortId)
                    .field("region", region)
                    .end());
        });
    }

    /// Goes on where the request lives: the desk answers on a thread of its own.
    private static void done(
            RoutingContext context,
            CompletionStage<ProfileAdmin.Outcome> outcome,
            Consumer<ProfileAdmin.Outcome.Done> then) {
        var loop = context.vertx().getOrCreateContext();
        outcome.whenComplete((told, defect) -> loop.runOnContext(_ -> {
            switch (told) {
                case ProfileAdmin.Outcome.Done done -> then.accept(done);
                case ProfileAdmin.Outcome.Refused refused -> RelayResponses.failure(context, refused.failure());
                case null -> context.fail(defect);
            }
        }));
    }
}
