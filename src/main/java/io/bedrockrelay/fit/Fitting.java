package io.bedrockrelay.fit;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.answer.AnswerPlan;
import io.bedrockrelay.fit.ask.AnswerForm;
import io.bedrockrelay.fit.ask.CachePoints;
import io.bedrockrelay.fit.ask.Choosing;
import io.bedrockrelay.fit.ask.Instructions;
import io.bedrockrelay.fit.ask.Labels;
import io.bedrockrelay.fit.ask.Limit;
import io.bedrockrelay.fit.ask.ModelFields;
import io.bedrockrelay.fit.ask.Sampled;
import io.bedrockrelay.fit.ask.Stops;
import io.bedrockrelay.fit.ask.ThinkingForm;
import io.bedrockrelay.fit.ask.Toolbox;
import io.bedrockrelay.fit.ask.Unfit;
import io.bedrockrelay.fit.history.History;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;

/// Fits a request to the model that it goes to. Stateless; the same request comes out the same, and a conversation that
/// goes on begins with what was sent of it before, which prompt caching lives on.
public final class Fitting {
    private static final String BLANK = "Every message is blank. Send at least one with content.";

    private Fitting() {}

    /// @param stream whether the caller wants the answer as a stream
    /// @param facts what the table knows of the model under the target
    public static Fit of(ChatRequest request, boolean stream, Traits facts, Learnt learnt) {
        var traits = learnt.over(facts);
        var unfit = Unfit.of(request, traits);
        if (unfit != null) {
            return new Fit.Refused(unfit);
        }
        var told = new Told();
        boolean offered = !request.tools().isEmpty() && !traits.refuses(Trait.TOOLS);
        var history = History.of(request.messages(), offered, traits, told);
        return history.messages().isEmpty()
                ? new Fit.Refused(new Failure.Invalid("messages", BLANK))
                : fitted(request, stream, history, traits, told);
    }

    private static Fit fitted(ChatRequest request, boolean stream, History history, Traits traits, Told told) {
        var fields = ModelFields.of(request, traits, told);
        var form = AnswerForm.of(request.settings().outputFormat(), traits, told);
        var tools = Toolbox.of(request.tools(), traits, told);
        var choosing = Choosing.of(request, tools, form, history.hasCalls(), traits, told);
        int limit = Limit.of(request.sampling().maxTokens(), traits, told);
        var thinking = ThinkingForm.of(fields.thinking(), limit, choosing.isForced(), history, traits, told);
        thinking.write(fields);
        if (choosing.saysOneCall()) {
            fields.oneCall(choosing.choice());
        }
        var stops = Stops.of(request.sampling().stop(), traits, told);
        var sampling = Sampled.of(
                request.sampling().withMaxTokens(thinking.maxTokens()).withStop(stops.sent()),
                thinking,
                fields,
                traits,
                told);
        var words = new ArrayList<>(choosing.instructions());
        if (history.beginning() != null) {
            words.add("Begin your answer with: " + history.beginning());
        }
        var said = Instructions.of(request.system(), history.messages(), words, traits, told);
        var placed = CachePoints.of(choosing.tools(), said.system(), said.messages(), traits, told);
        if (placed.messages().isEmpty()) {
            return new Fit.Refused(new Failure.Invalid("messages", BLANK));
        }
        boolean whole = stream && mustBeWhole(placed.tools(), history, traits);
        if (whole) {
            told.changed(Kind.STREAM, "whole", traits.how(Trait.TOOLS_STREAMED));
        }
        var settings = Labels.of(request.settings(), traits, told)
                .withOutputFormat(form.format())
                .withThinking(null)
                .withOneToolCall(false)
                .withModelFields(fields.json());
        var fitted = new ChatRequest(
                request.model(),
                request.region(),
                placed.system(),
                placed.messages(),
                sampling,
                placed.tools(),
                choosing.choice(),
                settings);
        var plan = new AnswerPlan(
                form.tool() == null ? null : form.name(),
                form.isInWords() || form.tool() != null,
                choosing.firstCallOnly(),
                choosing.noCalls(),
                history.beginning(),
                stops.cut());
        return new Fit.Fitted(fitted, told.adaptations(), plan, whole);
    }

    private static boolean mustBeWhole(List<Tool> tools, History history, Traits traits) {
        return traits.refuses(Trait.TOOLS_STREAMED) && (!tools.isEmpty() || history.hasCalls());
    }
}
