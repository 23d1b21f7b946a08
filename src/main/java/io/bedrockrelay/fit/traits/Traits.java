package io.bedrockrelay.fit.traits;

import io.bedrockrelay.chat.adapted.Adaptation.How;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What one model takes. Immutable.
///
/// @param modelId Bedrock's bare id of the model, for the words of refusals
/// @param answers what is answered by yes, no or unknown; what is missing is unknown
/// @param sources traits that the table does not answer, and where the answer is from
public record Traits(String modelId, Map<Trait, Answer> answers, Manner manner, Map<Trait, How> sources) {

    public Traits {
        answers = copy(answers);
        sources = copy(sources);
    }

    /// A model of which nothing is known.
    public static Traits unknown(String modelId) {
        return new Traits(modelId, Map.of(), Manner.UNKNOWN, Map.of());
    }

    public Answer answer(Trait trait) {
        return answers.getOrDefault(trait, Answer.UNKNOWN);
    }

    /// Whether the model is known to take it.
    public boolean takes(Trait trait) {
        return answers.get(trait) == Answer.YES;
    }

    /// Whether the model is known to refuse it.
    public boolean refuses(Trait trait) {
        return answers.get(trait) == Answer.NO;
    }

    public How how(Trait trait) {
        return sources.getOrDefault(trait, How.KNOWN);
    }

    /// The value as it is written in the table.
    public String value(Trait trait) {
        return trait.isAnswered() ? answer(trait).name().toLowerCase(Locale.ROOT) : manner.value(trait);
    }

    /// The same but for one trait.
    ///
    /// @throws IllegalArgumentException if the value is none of the trait's
    public Traits with(Trait trait, String value) {
        return with(trait, value, How.KNOWN);
    }

    public Traits with(Trait trait, String value, How how) {
        var from = new EnumMap<Trait, How>(Trait.class);
        from.putAll(sources);
        if (how == How.KNOWN) {
            from.remove(trait);
        } else {
            from.put(trait, how);
        }
        if (!trait.isAnswered()) {
            return new Traits(modelId, answers, manner.with(trait, value), from);
        }
        var all = new EnumMap<Trait, Answer>(Trait.class);
        all.putAll(answers);
        all.put(trait, Answer.valueOf(value.toUpperCase(Locale.ROOT)));
        return new Traits(modelId, all, manner, from);
    }

    /// An enum map answers without hashing, and several times a request.
    private static <V> Map<Trait, V> copy(Map<Trait, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(map));
    }
}
