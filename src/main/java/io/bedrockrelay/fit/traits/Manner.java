package io.bedrockrelay.fit.traits;

import io.bedrockrelay.chat.Thinking.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The traits of a model that are not answered by yes or no.
///
/// @param maxOutput most output tokens, 0 where unknown
/// @param maxTemperature the highest temperature, 0 where unknown
/// @param maxStops most stop texts, 0 where unknown
/// @param levels the degrees of effort that it knows, rising
public record Manner(
        int maxOutput,
        double maxTemperature,
        int maxStops,
        TopKForm topK,
        EffortForm effort,
        List<Level> levels,
        OffForm off,
        Thoughts thoughts,
        IdForm toolIds,
        List<String> refusedFields) {
    static final Manner UNKNOWN = new Manner(
            0, 0, 0, TopKForm.NONE, EffortForm.NONE, List.of(), OffForm.SILENCE, Thoughts.NONE, IdForm.ANY, List.of());

    public Manner {
        levels = levels.stream().sorted().toList();
        refusedFields = List.copyOf(refusedFields);
    }

    /// The degree to send for one that was asked: itself, else the next higher one that the model knows, else its
    /// highest. The model has to know some.
    public Level nearest(Level asked) {
        for (var level : levels) {
            if (level.compareTo(asked) >= 0) {
                return level;
            }
        }
        return levels.getLast();
    }

    Manner with(Trait trait, String value) {
        var made = new Draft(this);
        switch (trait) {
            case MAX_OUTPUT -> made.maxOutput = number(value);
            case MAX_TEMPERATURE -> made.maxTemperature = Double.parseDouble(value);
            case MAX_STOPS -> made.maxStops = number(value);
            case TOP_K -> made.topK = word(TopKForm.class, value);
            case EFFORT -> made.effort = word(EffortForm.class, value);
            case EFFORT_LEVELS -> made.levels = levels(value);
            case EFFORT_OFF -> made.off = word(OffForm.class, value);
            case THOUGHTS -> made.thoughts = word(Thoughts.class, value);
            case TOOL_IDS -> made.toolIds = word(IdForm.class, value);
            case REFUSED_FIELDS -> made.refusedFields.addAll(List.of(value.split("[ ,]+", -1)));
            default -> throw new IllegalArgumentException(trait.wire() + " is answered by yes, no or unknown");
        }
        return made.done();
    }

    String value(Trait trait) {
        return switch (trait) {
            case MAX_OUTPUT -> maxOutput == 0 ? "unknown" : Integer.toString(maxOutput);
            case MAX_TEMPERATURE -> maxTemperature == 0 ? "unknown" : Double.toString(maxTemperature);
            case MAX_STOPS -> maxStops == 0 ? "unknown" : Integer.toString(maxStops);
            case TOP_K -> text(topK);
            case EFFORT -> text(effort);
            case EFFORT_LEVELS ->
                String.join(" ", levels.stream().map(Level::wire).toList());
            case EFFORT_OFF -> text(off);
            case THOUGHTS -> text(thoughts);
            case TOOL_IDS -> text(toolIds);
            case REFUSED_FIELDS -> String.join(" ", refusedFields);
            default -> throw new IllegalArgumentException(trait.wire() + " is answered by yes, no or unknown");
        };
    }

    private static int number(String value) {
        return value.equals("unknown") ? 0 : Integer.parseInt(value);
    }

    private static List<Level> levels(String value) {
        var levels = new ArrayList<Level>();
        for (var word : value.split("[ ,]+", -1)) {
            var level = Level.fromWire(word);
            if (level != null) {
                levels.add(level);
            } else if (!word.equals("none")) {
                throw new IllegalArgumentException("'" + word + "' is no degree of effort");
            }
        }
        return levels;
    }

    private static <E extends Enum<E>> E word(Class<E> words, String value) {
        return Enum.valueOf(words, value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String text(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A copy to be changed in one place.
    private static final class Draft {
        private int maxOutput;
        private double maxTemperature;
        private int maxStops;
        private TopKForm topK;
        private EffortForm effort;
        private List<Level> levels;
        private OffForm off;
        private Thoughts thoughts;
        private IdForm toolIds;
        private final List<String> refusedFields;

        private Draft(Manner manner) {
            maxOutput = manner.maxOutput;
            maxTemperature = manner.maxTemperature;
            maxStops = manner.maxStops;
            topK = manner.topK;
            effort = manner.effort;
            levels = manner.levels;
            off = manner.off;
            thoughts = manner.thoughts;
            toolIds = manner.toolIds;
            refusedFields = new ArrayList<>(manner.refusedFields);
        }

        private Manner done() {
            return new Manner(
                    maxOutput, maxTemperature, maxStops, topK, effort, levels, off, thoughts, toolIds, refusedFields);
        }
    }
}
