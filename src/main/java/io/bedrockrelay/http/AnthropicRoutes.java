package io.bedrockrelay.http;

import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.bedrock.request.ConverseBody;
import io.bedrockrelay.bedrock.request.ConverseWriter;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.anthropic.ServiceTier;
import io.bedrockrelay.dialect.claude.ClaudeBody;
import io.bedrockrelay.dialect.claude.ClaudeRequest;
import io.bedrockrelay.dialect.claude.TokenCount;
import io.bedrockrelay.http.intake.Intake;
import io.bedrockrelay.http.passthrough.ClaudeConversation;
import io.bedrockrelay.http.quota.DemandEstimate;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.OpenResult;
import io.bedrockrelay.relay.StreamSettings;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Anthropic's Messages API. A Claude model gets the body as it is, any other model a translation.
@Singleton
class AnthropicRoutes {
    static final AnthropicDialect DIALECT = new AnthropicDialect();

    private final Conversation conversation;
    private final Door door;
    private final Intake intake;
    private final ClaudeConversation claude;

    AnthropicRoutes(
            Conversation conversation, Door door, Intake intake, StreamSettings streams, AnthropicSettings settings) {
        this.conversation = conversation;
        this.door = door;
        this.intake = intake;
        this.claude = new ClaudeConversation(DIALECT, new ClaudeBody(settings.rules()), streams);
    }

    void register(@Observes Router router) {
        router.post("/v1/messages").handler(context -> body(context, this::message, false));
        router.post("/v1/messages/count_tokens").handler(context -> body(context, this::count, true));
    }

    private interface Step {
        void take(RoutingContext context, byte[] body, ClaudeRequest seen, Call call);
    }

    private void body(RoutingContext context, Step step, boolean counting) {
        intake.read(context, body -> look(context, body, step, counting), failure -> refuse(context, failure));
    }

    private void look(RoutingContext context, byte[] body, Step step, boolean counting) {
        switch (ClaudeRequest.at(body)) {
            case ClaudeRequest.Look.Refused refused -> refuse(context, refused.failure());
            case ClaudeRequest.Look.Seen(ClaudeRequest seen) -> {
                door.open(
                        context,
                        seen.model(),
                        null,
                        () -> counting ? Demand.NONE : DemandEstimate.of(body),
                        opening -> {
                            switch (opening) {
                                case OpenResult.Refused refused -> refuse(context, refused.failure());
                                case OpenResult.Ready(Call call) -> step.take(context, body, seen, call);
                            }
                        });
            }
        }
    }

    private void message(RoutingContext context, byte[] body, ClaudeRequest seen, Call call) {
        if (isClaude(call)) {
            switch (ServiceTier.at(body)) {
                case ServiceTier.Refused refused -> refuse(context, refused.failure(), call);
                case ServiceTier.Asked(var tier) -> {
                    var answering = conversation.answering(context, call, Echo.NOTHING);
                    claude.answer(context.request(), body, seen, tier, call, answering, Door.timers(context));
                }
            }
            return;
        }
        switch (DIALECT.read(body)) {
            case Reading.Read read -> conversation.answer(context, DIALECT, read, call);
            case Reading.Refused refused -> refuse(context, refused.failure(), call);
        }
    }

    private void count(RoutingContext context, byte[] body, ClaudeRequest seen, Call call) {
        var answering = conversation.answering(context, call, Echo.NOTHING);
        if (isClaude(call)) {
            claude.count(context.request(), body, seen, call, answering, Door.timers(context));
            return;
        }
        switch (DIALECT.readForCounting(body)) {
            case Reading.Refused refused -> refuse(context, refused.failure(), call);
            case Reading.Read read -> {
                switch (ConverseWriter.write(read.request(), false)) {
                    case ConverseBody.Refused refused -> refuse(context, refused.failure(), call);
                    case ConverseBody.Written written ->
                        claude.count(
                                TokenCount.ofConverse(written.json()),
                                context.request(),
                                call,
                                answering,
                                Door.timers(context));
                }
            }
        }
    }

    private static boolean isClaude(Call call) {
        return "Anthropic".equals(call.target().provider());
    }

    private static void refuse(RoutingContext context, Failure failure, Call call) {
        call.refuse(failure);
        refuse(context, failure);
    }

    private static void refuse(RoutingContext context, Failure failure) {
        Conversation.refuse(context, DIALECT, failure);
    }
}
