package io.bedrockrelay.dialect.claude.model;

import io.bedrockrelay.chat.adapted.Adaptation.How;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one Claude model takes: the table's line, less what refusals taught. Immutable.
public final class ClaudeModel {
    /// What a lesson about a beta begins with; every other lesson is the word of a fact.
    public static final String BETA = "beta:";

    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    private final String column;
    private final Set<Fact> facts;
    private final List<String> efforts;
    private final Betas betas;
    private final List<String> refusedFields;
    private final Map<Fact, How> lost;
    private final Map<String, How> lostBetas;
    private final boolean trusting;

    ClaudeModel(String column, Set<Fact> facts, List<String> efforts, Betas betas, List<String> refusedFields) {
        this(column, facts, efforts, betas, refusedFields, Map.of(), Map.of(), false);
    }

    private ClaudeModel(
            String column,
            Set<Fact> facts,
            List<String> efforts,
            Betas betas,
            List<String> refusedFields,
            Map<Fact, How> lost,
            Map<String, How> lostBetas,
            boolean trusting) {
        this.column = column;
        this.facts = Set.copyOf(facts);
        this.efforts = List.copyOf(efforts);
        this.betas = betas;
        this.refusedFields = List.copyOf(refusedFields);
        this.lost = lost;
        this.lostBetas = lostBetas;
        this.trusting = trusting;
    }

    public boolean takes(Fact fact) {
        return facts.contains(fact);
    }

    /// Where the relay knows from that the model does not take something.
    public How how(Fact fact) {
        return lost.getOrDefault(fact, How.KNOWN);
    }

    /// Where the relay knows from that a beta does not go.
    public How how(String beta) {
        return lostBetas.getOrDefault(beta, How.KNOWN);
    }

    /// The degrees of effort that it takes, the least first; none where it takes no effort.
    public List<String> efforts() {
        return takes(Fact.EFFORT) ? efforts : List.of();
    }

    public Verdict verdict(String beta) {
        if (lostBetas.containsKey(beta)) {
            return Verdict.OUT;
        }
        var verdict = betas.of(beta, column);
        return trusting && !(verdict instanceof Verdict.Pass) ? Verdict.TRY : verdict;
    }

    /// Paths of members that the operator has left out, joined by dots, without the arrays between them.
    public List<String> refusedFields() {
        return refusedFields;
    }

    /// Whether refusals taught that a beta does not go.
    public boolean hasLost(String beta) {
        return lostBetas.containsKey(beta);
    }

    public boolean hasLost(Fact fact) {
        return lost.containsKey(fact);
    }

    /// The same model, less what refusals taught; words that are none are passed over.
    public ClaudeModel without(Iterable<String> lessons, How how) {
        var left = facts.isEmpty() ? EnumSet.noneOf(Fact.class) : EnumSet.copyOf(facts);
        var without = new EnumMap<Fact, How>(Fact.class);
        without.putAll(lost);
        var refused = new HashMap<>(lostBetas);
        for (var lesson : lessons) {
            if (lesson.startsWith(BETA)) {
                refused.put(lesson.substring(BETA.length()), how);
                continue;
            }
            var fact = Fact.ofWord(lesson);
            if (fact != null) {
                left.remove(fact);
                without.put(fact, how);
            }
        }
        return new ClaudeModel(column, left, efforts, betas, refusedFields, without, refused, trusting);
    }

    /// The same model with facts that an operator knows better.
    ///
    /// @param known `yes` or `no` by the fact's word; of `effort` the degrees, or `no`
    /// @throws IllegalArgumentException for a fact or a value that is none
    ClaudeModel with(Map<String, String> known) {
        var all = facts.isEmpty() ? EnumSet.noneOf(Fact.class) : EnumSet.copyOf(facts);
        var degrees = efforts;
        for (var each : known.entrySet()) {
            var fact = Fact.ofWord(each.getKey());
            if (fact == null) {
                throw new IllegalArgumentException("there is no fact '" + each.getKey() + "'");
            }
            var value = each.getValue();
            if (value.equals("no")) {
                all.remove(fact);
            } else if (fact == Fact.EFFORT && EFFORTS.containsAll(List.of(value.split(",", -1)))) {
                all.add(fact);
                degrees = List.of(value.split(",", -1));
            } else if (fact != Fact.EFFORT && value.equals("yes")) {
                all.add(fact);
            } else {
                throw new IllegalArgumentException("'" + value + "' is no value of the fact '" + each.getKey() + "'");
            }
        }
        return new ClaudeModel(column, all, degrees, betas, refusedFields);
    }

    /// The same model for a body whose client knows Bedrock: whatever no refusal was seen of is taken.
    public ClaudeModel trusted() {
        var all = EnumSet.allOf(Fact.class);
        all.removeAll(EnumSet.of(Fact.ALWAYS, Fact.NO_SAMPLING, Fact.ONE_SAMPLING, Fact.EFFORT_BETA));
        all.removeAll(lost.keySet());
        if (!takes(Fact.DATED)) {
            all.remove(Fact.DATED);
        }
        return new ClaudeModel(column, all, EFFORTS, betas, refusedFields, lost, lostBetas, true);
    }

    /// The degree that stands for one that the model has not; null where it takes no effort at all.
    public @Nullable String nearest(String effort) {
        var known = efforts();
        if (known.isEmpty() || known.contains(effort)) {
            return known.isEmpty() ? null : effort;
        }
        return EFFORTS.contains(effort) ? "high" : effort;
    }
}
