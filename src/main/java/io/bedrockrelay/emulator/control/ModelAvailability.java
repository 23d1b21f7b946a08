package io.bedrockrelay.emulator.control;

import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;

/// GetFoundationModelAvailability: what the account may call of what the Region lists.
final class ModelAvailability {
    private final Traits.Table traits;

    ModelAvailability(Traits.Table traits) {
        this.traits = traits;
    }

    HttpAnswer of(RegionCatalogue catalogue, String identifier) {
        var id = Models.bareId(identifier, catalogue.region());
        boolean here = catalogue.model(id).isPresent();
        var words = traits.of(id);
        boolean agreed = here && !words.has("agreement");
        boolean authorized = here && !words.has("denied");
        var body = JsonTrees.object().put("modelId", id);
        body.putObject("agreementAvailability").put("status", either(agreed));
        body.put("authorizationStatus", authorized ? "AUTHORIZED" : "NOT_AUTHORIZED");
        body.put("entitlementAvailability", either(agreed));
        return HttpAnswer.ok(body.put("regionAvailability", either(here)));
    }

    private static String either(boolean available) {
        return available ? "AVAILABLE" : "NOT_AVAILABLE";
    }
}
