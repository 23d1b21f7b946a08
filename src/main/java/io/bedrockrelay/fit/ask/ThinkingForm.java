package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Thinking;
import io.bedrockrelay.chat.Thinking.Amount;
import io.bedrockrelay.chat.Thinking.Level;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.history.History;
import io.bedrockrelay.fit.traits.EffortForm;
import io.bedrockrelay.fit.traits.OffForm;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import org.jspecify.annotations.Nullable;

/// A wish to think, in the form of the model's family.
///
/// @param how null: nothing is said of it
/// @param maxTokens the output limit that goes with it, null for none
public record ThinkingForm(@Nullable How how, @Nullable Integer maxTokens) {

    /// What is written among the model's own fields.
    sealed interface How {
        /// `thinking {type: enabled}`
        record Budget(int tokens, @Nullable String display) implements How {}

        /// `thinking {type: adaptive}`; without a degree the model decides.
        record Adaptive(@Nullable Level level, @Nullable String display) implements How {}

        /// `thinking` of another type.
        record Type(String type) implements How {}

        /// A degree in a family's own form; null is the degree `none`.
        record Degree(EffortForm form, @Nullable Level level) implements How {}
    }

    /// @param limit the output limit, 0 where none was asked for
    /// @param forced whether a tool has to be called
    public static ThinkingForm of(
            @Nullable Thinking asked, int limit, boolean forced, History history, Traits traits, Told told) {
        var maxTokens = limit == Limit.UNSAID ? null : Integer.valueOf(limit);
        if (asked == null) {
            return new ThinkingForm(null, maxTokens);
        }
        var how = how(asked, limit, traits, told);
        if (how instanceof How.Budget && forced && traits.refuses(Trait.FORCED_TOOL_WITH_BUDGET)) {
            told.changed(Kind.THINKING, "off", traits.how(Trait.FORCED_TOOL_WITH_BUDGET));
            return new ThinkingForm(null, maxTokens);
        }
        if (isOn(how) && history.lacksLastThought()) {
            told.changed(Kind.THINKING, "off");
            return new ThinkingForm(null, maxTokens);
        }
        if (how instanceof How.Budget && maxTokens == null && traits.manner().maxOutput() > 0) {
            // What Bedrock takes for the limit where none is said must not come out below the budget.
            maxTokens = traits.manner().maxOutput();
            told.added(Kind.MAX_TOKENS, maxTokens);
        }
        return new ThinkingForm(how, maxTokens);
    }

    /// Whether Claude thinks in this request.
    boolean isOn() {
        return isOn(how);
    }

    /// Whether Nova thinks as hard as it can, beside which it takes no limit.
    boolean isHighest() {
        return how instanceof How.Degree degree && degree.form() == EffortForm.NOVA && degree.level() == Level.HIGH;
    }

    public void write(ModelFields fields) {
        switch (how) {
            case null -> {}
            case How.Budget budget -> {
                var thinking = fields.object().putObject("thinking");
                thinking.put("type", "enabled").put("budget_tokens", budget.tokens());
                if (budget.display() != null) {
                    thinking.put("display", budget.display());
                }
            }
            case How.Adaptive adaptive -> {
                var thinking = fields.object().putObject("thinking").put("type", "adaptive");
                if (adaptive.display() != null) {
                    thinking.put("display", adaptive.display());
                }
                if (adaptive.level() != null) {
                    fields.object()
                            .withObjectProperty("output_config")
                            .put("effort", adaptive.level().wire());
                }
            }
            case How.Type type -> fields.object().putObject("thinking").put("type", type.type());
            case How.Degree degree -> degree(degree, fields);
        }
    }

    private static void degree(How.Degree degree, ModelFields fields) {
        var word = degree.level() == null ? "none" : degree.level().wire();
        switch (degree.form()) {
            case NOVA ->
                fields.object()
                        .putObject("reasoningConfig")
                        .put("type", "enabled")
                        .put("maxReasoningEffort", word);
            case WORD -> fields.object().put("reasoning_effort", word);
            case OBJECT -> fields.object().withObjectProperty("reasoning").put("effort", word);
            case QWEN -> fields.object().put("reasoning_config", word);
            case NONE, BUDGET, ADAPTIVE -> throw new IllegalStateException("said in another way");
        }
    }

    private static boolean isOn(@Nullable How how) {
        return how instanceof How.Budget || how instanceof How.Adaptive;
    }

    private static @Nullable How how(Thinking asked, int limit, Traits traits, Told told) {
        return switch (asked.amount()) {
            case Amount.Off _ -> off(traits);
            case Amount.BetweenTools _ -> {
                if (traits.takes(Trait.BETWEEN_TOOLS)) {
                    yield new How.Type("between_tools");
                }
                told.leftOut(Kind.THINKING, "between_tools");
                yield null;
            }
            case Amount.Adaptive _ -> Degrees.adaptive(asked.display(), limit, traits, told);
            case Amount.Effort effort -> Degrees.of(effort.level(), asked.display(), limit, traits, told);
            case Amount.Budget budget -> Degrees.of(budget.tokens(), asked.display(), limit, traits, told);
        };
    }

    private static @Nullable How off(Traits traits) {
        var manner = traits.manner();
        return switch (manner.off()) {
            case OffForm.SILENCE -> null;
            case OffForm.DISABLED -> new How.Type("disabled");
            case OffForm.BETWEEN_TOOLS -> new How.Type("between_tools");
            case OffForm.LEAST -> manner.effort() == EffortForm.ADAPTIVE ? new How.Adaptive(Level.LOW, null) : null;
            case OffForm.WORD -> new How.Degree(manner.effort(), null);
        };
    }
}
