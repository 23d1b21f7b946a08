package io.bedrockrelay.fit.answer;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import java.util.function.Consumer;

/// Gives an answer back in the form that the caller asked for. One per answer, one thread at a time, events in their
/// order; what comes out is again a legal order of events, the same however the model cut its text into pieces.
/// Text may be held back for as long as it is not certain what it is, and never beyond the end of the answer.
public final class AnswerFitting {
    private final Consumer<ChatEvent> first;

    public AnswerFitting(AnswerPlan plan, Consumer<ChatEvent> out) {
        Consumer<ChatEvent> next = new Endings(out);
        if (!plan.stops().isEmpty()) {
            next = new StopCut(plan.stops(), next);
        }
        if (plan.prefix() != null) {
            next = new Prefix(plan.prefix(), next);
        }
        if (plan.jsonTool() != null || plan.onlyJson()) {
            next = new JsonText(plan.jsonTool(), next);
        }
        if (plan.firstCallOnly() || plan.noCalls()) {
            next = new FewerCalls(plan.noCalls() ? 0 : 1, next);
        }
        first = next;
    }

    public void event(ChatEvent event) {
        first.accept(event);
    }

    /// A whole answer by the same rules.
    public static Reply of(AnswerPlan plan, Reply reply) {
        if (plan.isNone() && !isContradicted(reply)) {
            return reply;
        }
        var fold = new Fold();
        var fitting = new AnswerFitting(plan, fold::add);
        reply.asEvents().forEach(fitting::event);
        return fold.outcome() instanceof Fold.Outcome.Whole whole ? whole.reply() : reply;
    }

    private static boolean isContradicted(Reply reply) {
        boolean called = reply.content().stream().anyMatch(Block.ToolUse.class::isInstance);
        return Endings.checked(reply.stopReason(), called) != reply.stopReason();
    }

    /// How an answer ended is checked, not believed.
    private static final class Endings implements Consumer<ChatEvent> {
        private final Consumer<ChatEvent> out;
        private boolean called;

        private Endings(Consumer<ChatEvent> out) {
            this.out = out;
        }

        @Override
        public void accept(ChatEvent event) {
            called |= event instanceof ChatEvent.ToolStarted;
            out.accept(
                    event instanceof ChatEvent.Stopped stopped
                            ? new ChatEvent.Stopped(
                                    checked(stopped.reason(), called), stopped.stopSequence(), stopped.modelFields())
                            : event);
        }

        /// What cuts an answer off, or takes it away, is the truth whatever came before.
        static StopReason checked(StopReason said, boolean called) {
            return switch (said) {
                case END_TURN, OTHER, STOP_SEQUENCE -> called ? StopReason.TOOL_USE : said;
                case TOOL_USE -> called ? said : StopReason.END_TURN;
                case MAX_TOKENS, GUARDRAIL_INTERVENED, CONTENT_FILTERED, CONTEXT_WINDOW_EXCEEDED -> said;
                case MALFORMED_MODEL_OUTPUT, MALFORMED_TOOL_USE -> said;
            };
        }
    }
}
