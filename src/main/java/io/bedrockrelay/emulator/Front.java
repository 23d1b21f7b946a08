package io.bedrockrelay.emulator;

import io.bedrockrelay.emulator.catalogue.Catalogues;
import io.bedrockrelay.emulator.control.ControlFault;
import io.bedrockrelay.emulator.control.ControlPlane;
import io.bedrockrelay.emulator.fault.Access;
import io.bedrockrelay.emulator.fault.Gates;
import io.bedrockrelay.emulator.fault.ScriptedErrors;
import io.bedrockrelay.emulator.runtime.RuntimeOperation;
import io.bedrockrelay.emulator.runtime.RuntimePaths;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.HttpCall;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Takes a request from its first byte to the steps of its answer.
final class Front {
    private static final int LARGEST_BODY = 128 * 1024 * 1024;

    private final Vertx vertx;
    private final EmulatorCredentials credentials;
    private final Optional<Signatures> signatures;
    private final Supplier<Catalogues> catalogues;
    private final ControlPlane controlPlane;
    private final RuntimePaths runtime;
    private final Map<String, ControlFault> controlFaults;
    private final Gates gates;
    private final Journal journal;

    Front(Vertx vertx, EmulatorOptions options, Parts parts) {
        this.vertx = vertx;
        this.credentials = new EmulatorCredentials(options.defaultRegion());
        this.signatures = options.signingKey().map(Signatures::new);
        this.catalogues = parts.catalogues();
        this.controlPlane = parts.controlPlane();
        this.runtime = parts.runtime();
        this.controlFaults = parts.controlFaults();
        this.gates = parts.gates();
        this.journal = parts.journal();
    }

    /// What the front hands requests to.
    record Parts(
            Supplier<Catalogues> catalogues,
            ControlPlane controlPlane,
            RuntimePaths runtime,
            Map<String, ControlFault> controlFaults,
            Gates gates,
            Journal journal) {}

    void take(HttpServerRequest request) {
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > LARGEST_BODY) {
                request.connection().close();
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> whole(request, body));
    }

    private void whole(HttpServerRequest request, Buffer body) {
        var read = credentials.read(request.getHeader("Authorization"));
        var call = call(request, body, read);
        var runtimeOperation = RuntimePaths.operation(call);
        boolean stream = runtimeOperation.map(RuntimeOperation::isStream).orElse(false);
        var name = runtimeOperation.map(RuntimeOperation::apiName).or(() -> ControlPlane.operation(call));
        journal.arrived(recorded(request, call, name.orElse("")));
        journal.started(stream);
        request.response().putHeader("x-amzn-RequestId", UUID.randomUUID().toString());
        new Pump(request, answered(read, call), gates, vertx, byPeer -> journal.ended(stream, byPeer)).start();
    }

    private static HttpCall call(HttpServerRequest request, Buffer body, EmulatorCredentials.Read read) {
        var region = read instanceof EmulatorCredentials.Read.In in ? in.region() : "";
        var query = request.query() == null ? "" : request.query();
        return new HttpCall(
                request.method().name(),
                Objects.requireNonNullElse(request.path(), ""),
                query,
                request.headers(),
                body,
                region);
    }

    private static RecordedRequest recorded(HttpServerRequest request, HttpCall call, String operation) {
        var headers = new HashMap<String, List<String>>();
        call.headers()
                .names()
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT), call.headers().getAll(name)));
        return new RecordedRequest(operation, call.method(), request.uri(), headers, call.body(), call.region());
    }

    /// A defect of the emulator must not look like a model that takes its time.
    private Iterator<Step> answered(EmulatorCredentials.Read read, HttpCall call) {
        try {
            return steps(read, call);
        } catch (RuntimeException defect) {
            return refuse(ErrorAnswer.of(500, "EmulatorDefect", defect.toString()));
        }
    }

    private Iterator<Step> steps(EmulatorCredentials.Read read, HttpCall call) {
        if (read instanceof EmulatorCredentials.Read.Refused refused) {
            return refuse(refused.refusal());
        }
        if (signatures.isPresent() && !signatures.get().isRight(call)) {
            return refuse(Access.wrongSignature());
        }
        var all = catalogues.get();
        var catalogue = all.region(call.region());
        if (catalogue.isEmpty()) {
            return refuse(Access.badToken());
        }
        var operation = RuntimePaths.operation(call);
        if (operation.isPresent()) {
            return runtime.steps(operation.get(), call, all, catalogue.get());
        }
        return ControlPlane.operation(call)
                .map(name -> fault(call.region()).orElseGet(() -> controlPlane
                        .answer(name, call, catalogue.get())
                        .steps()
                        .iterator()))
                .orElseGet(() -> refuse(ErrorAnswer.unknownOperation()));
    }

    private Optional<Iterator<Step>> fault(String region) {
        return Optional.ofNullable(controlFaults.get(region)).map(fault -> switch (fault) {
            case THROTTLED -> refuse(ScriptedErrors.ofType("ThrottlingException", "Rate exceeded"));
            case BROKEN ->
                refuse(ScriptedErrors.ofType("InternalServerException", "The service met an internal error."));
            case HANGING ->
                List.<Step>of(new Step.Gate("control " + region), new Step.Close())
                        .iterator();
            case OFF -> refuse(Access.badToken());
            case DENIED -> refuse(Access.policy());
            case MALFORMED -> malformed().steps().iterator();
        });
    }

    private static HttpAnswer malformed() {
        return new HttpAnswer(
                200, Map.of("Content-Type", "application/json"), Buffer.buffer("{\"modelSummaries\":[{\"mod"));
    }

    private static Iterator<Step> refuse(ErrorAnswer refusal) {
        return refusal.answer().steps().iterator();
    }
}
