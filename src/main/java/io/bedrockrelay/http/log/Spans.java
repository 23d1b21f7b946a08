package io.bedrockrelay.http.log;

import io.bedrockrelay.metrics.ErrorType;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// One span for each call, under the trace that its client began, with the attributes of OpenTelemetry's conventions
/// for generative AI. It is made when the call is over, so that a stream costs no span while it runs. Without an
/// exporter nothing is made at all.
@Singleton
class Spans {
    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final boolean off;
    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final InstantSource clock = InstantSource.system();

    Spans(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off, OpenTelemetry telemetry) {
        this.off = off;
        this.tracer = telemetry.getTracer("bedrock-relay");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /// The trace that the client began, to be asked before its headers are let go; none where nothing is traced.
    Context parent(HttpServerRequest request) {
        return off ? Context.root() : propagator.extract(Context.root(), request, HEADERS);
    }

    void tell(RequestRecord exchange) {
        var ending = exchange.ending();
        if (off || ending == null) {
            return;
        }
        var end = clock.instant();
        var span = tracer.spanBuilder(
                        ending.work().label() + " " + ending.target().invocationId())
                .setParent(exchange.parent())
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end.minus(ending.duration()));
        asked(exchange, ending, span);
        answered(ending, span);
        finish(ending, span, end);
    }

    private static void asked(RequestRecord exchange, Ending ending, SpanBuilder span) {
        var target = ending.target();
        span.setAttribute("gen_ai.operation.name", ending.work().label())
                .setAttribute("gen_ai.provider.name", "aws.bedrock")
                .setAttribute("gen_ai.request.model", target.invocationId())
                .setAttribute("cloud.region", target.region())
                .setAttribute("relay.request_id", exchange.requestId())
                .setAttribute("relay.dialect", ending.ask().dialect())
                .setAttribute(
                        "relay.model.asked", AccessLine.harmless(ending.ask().model()))
                .setAttribute("relay.scope", target.scope().label())
                .setAttribute("relay.streamed", ending.streamed());
        if (target.modelId() != null) {
            span.setAttribute("gen_ai.response.model", target.modelId());
        }
    }

    private static void answered(Ending ending, SpanBuilder span) {
        span.setAttribute("relay.outcome", ending.outcome().label()).setAttribute("relay.attempts", ending.attempts());
        if (ending.upstreamRequestId() != null) {
            span.setAttribute("aws.request_id", ending.upstreamRequestId());
        }
        var firstEvent = ending.firstEvent();
        if (firstEvent != null && ending.streamed()) {
            span.setAttribute("gen_ai.response.time_to_first_chunk", firstEvent.toNanos() / 1e9);
        }
        var usage = ending.usage();
        if (usage != null) {
            // The conventions count what came from the cache as input too.
            span.setAttribute("gen_ai.usage.input_tokens", usage.allInput())
                    .setAttribute("gen_ai.usage.output_tokens", usage.output())
                    .setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cacheRead())
                    .setAttribute("gen_ai.usage.cache_creation.input_tokens", usage.cacheWrite());
        }
    }

    private static void finish(Ending ending, SpanBuilder builder, Instant end) {
        var failure = ending.failure();
        if (failure != null) {
            builder.setAttribute("error.type", ErrorType.of(failure));
        }
        var span = builder.startSpan();
        if (failure != null && ending.outcome() != Outcome.CLIENT_GONE) {
            span.setStatus(StatusCode.ERROR, failure.code().wire());
        }
        span.end(end);
    }
}
