package io.bedrockrelay.http;

import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.bedrock.RawPath;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.http.passthrough.WireConversation;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.StreamSettings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bedrock's own runtime operations. The path is read as it came, since ids and ARNs hold colons and slashes in any
/// encoding.
@Singleton
class WireRoutes {
    /// The credential scope of a SigV4 signature: key, date, Region, service.
    private static final Pattern SCOPE =
            Pattern.compile("^AWS4-HMAC-SHA256 .*Credential=[^/,]+/[0-9]{8}/([a-z0-9-]+)/bedrock/aws4_request");

    private final Conversation conversation;
    private final Door door;
    private final Intake intake;
    private final StreamSettings streams;

    WireRoutes(Conversation conversation, Door door, Intake intake, StreamSettings streams) {
        this.conversation = conversation;
        this.door = door;
        this.intake = intake;
        this.streams = streams;
    }

    void register(@Observes Router router) {
        router.route("/model/*").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var path = path(context);
        var asked = RawPath.call(path);
        if (asked.isEmpty() || !context.request().method().equals(HttpMethod.POST)) {
            unknown(context);
            return;
        }
        intake.read(context, body -> open(context, asked.get(), body), failure -> refuse(context, failure));
    }

    private void open(RoutingContext context, RawPath.Call asked, byte[] body) {
        Supplier<Demand> demand =
                () -> asked.operation() == WireOperation.COUNT_TOKENS ? Demand.NONE : DemandEstimate.of(body);
        door.open(context, asked.modelName(), region(context), demand, opening -> {
            switch (opening) {
                case OpenResult.Refused refused -> refuse(context, refused.failure());
                case OpenResult.Ready(Call call) -> answer(context, asked, body, call);
            }
        });
    }

    private void answer(RoutingContext context, RawPath.Call asked, byte[] body, Call call) {
        WireConversation.answer(
                context.request(),
                asked.operation(),
                body,
                call,
                conversation.answering(context, call, Echo.NOTHING),
                streams,
                Door.timers(context));
    }

    /// The Region that an AWS client signs for: it is the one that its user configured, and where its data is expected
    /// to go. The header `X-Relay-Region` comes before it. The signature itself is not verified.
    static @Nullable String region(RoutingContext context) {
        var asked = context.request().getHeader("X-Relay-Region");
        var authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (asked != null || authorization == null) {
            return asked;
        }
        var scope = SCOPE.matcher(authorization);
        return scope.find() ? scope.group(1) : null;
    }

    /// The path as it came, neither decoded nor normalised; without the host, where a proxy's client names it too.
    static String path(RoutingContext context) {
        var path = context.request().path();
        return path == null ? "" : path;
    }

    static void unknown(RoutingContext context) {
        WireConversation.unknown(context.request());
    }

    static void refuse(RoutingContext context, Failure failure) {
        RequestRecord.of(context).failed(failure);
        WireConversation.refuse(failure, context.request());
    }
}
