package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.TopKForm;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import org.jspecify.annotations.Nullable;

/// How the answer is drawn, as far as the model lets itself be told.
public final class Sampled {
    /// Claude takes no less while it thinks.
    private static final double LEAST_TOP_P = 0.95;

    private Sampled() {}

    public static Sampling of(Sampling asked, ThinkingForm thinking, ModelFields fields, Traits traits, Told told) {
        boolean highest = thinking.isHighest() && traits.refuses(Trait.LIMIT_AT_HIGH_EFFORT);
        boolean bound = thinking.isOn() && traits.refuses(Trait.THINKING_SAMPLING);
        var temperature = temperature(asked.temperature(), bound, highest, traits, told);
        var topP = topP(asked.topP(), bound, highest, traits, told);
        if (temperature != null && topP != null && traits.refuses(Trait.TEMPERATURE_AND_TOP_P)) {
            told.leftOut(Kind.TOP_P, topP, traits.how(Trait.TEMPERATURE_AND_TOP_P));
            topP = null;
        }
        topK(fields, bound, traits, told);
        var maxTokens = asked.maxTokens();
        if (highest && maxTokens != null) {
            told.leftOut(Kind.MAX_TOKENS, maxTokens, traits.how(Trait.LIMIT_AT_HIGH_EFFORT));
            maxTokens = null;
        }
        return new Sampling(maxTokens, temperature, topP, null, asked.stop());
    }

    private static @Nullable Double temperature(
            @Nullable Double asked, boolean bound, boolean highest, Traits traits, Told told) {
        if (asked == null) {
            return null;
        }
        if (highest || traits.refuses(Trait.TEMPERATURE) || (bound && asked != 1)) {
            told.leftOut(Kind.TEMPERATURE, asked, traits.how(Trait.TEMPERATURE));
            return null;
        }
        double most = traits.manner().maxTemperature();
        if (most > 0 && asked > most) {
            told.changed(Kind.TEMPERATURE, most, traits.how(Trait.MAX_TEMPERATURE));
            return most;
        }
        return asked;
    }

    private static @Nullable Double topP(
            @Nullable Double asked, boolean bound, boolean highest, Traits traits, Told told) {
        if (asked == null) {
            return null;
        }
        if (highest || traits.refuses(Trait.TOP_P) || (bound && asked < LEAST_TOP_P)) {
            told.leftOut(Kind.TOP_P, asked, traits.how(Trait.TOP_P));
            return null;
        }
        return asked;
    }

    private static void topK(ModelFields fields, boolean bound, Traits traits, Told told) {
        var asked = fields.topK();
        if (asked == null) {
            return;
        }
        var form = bound ? TopKForm.NONE : traits.manner().topK();
        switch (form) {
            case NONE -> told.leftOut(Kind.TOP_K, asked, traits.how(Trait.TOP_K));
            case PLAIN -> fields.object().put("top_k", asked);
            case NOVA -> fields.object().withObjectProperty("inferenceConfig").put("topK", asked);
        }
    }
}
