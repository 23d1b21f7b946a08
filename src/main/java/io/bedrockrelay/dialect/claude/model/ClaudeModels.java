package io.bedrockrelay.dialect.claude.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tables of what Claude models take, read once at start. Immutable.
public final class ClaudeModels {
    private static final String MODELS = "/claude/models.txt";
    private static final String BETAS = "/claude/betas.txt";
    /// What no model is known to refuse, until one does.
    private static final Set<Fact> EVERYWHERE = EnumSet.of(
            Fact.ATTRIBUTION, Fact.CONTEXT_MANAGEMENT, Fact.CALLS_WITHOUT_THOUGHTS, Fact.BETWEEN_TOOLS, Fact.COUNTING);

    private final Map<Pattern, ClaudeModel> models;
    private final Map<String, ClaudeModel> own = new HashMap<>();

    private ClaudeModels(Map<Pattern, ClaudeModel> models) {
        this.models = models;
    }

    public static ClaudeModels read() {
        return read(Map.of(), List.of(), Map.of());
    }

    /// @param betas verdicts of the operator's, by name, which hold for all models
    /// @param refusedFields paths of members that are left out for all models
    /// @param own facts of the operator's, by bare model id and then by the table's word: `yes` or `no`, and of
    ///   `effort` the degrees or `no`
    /// @throws IllegalArgumentException for a verdict, a path or a fact that is none
    public static ClaudeModels read(
            Map<String, String> betas, List<String> refusedFields, Map<String, Map<String, String>> own) {
        for (var path : refusedFields) {
            if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
                throw new IllegalArgumentException("'" + path + "' is no path of names joined by dots");
            }
        }
        var verdicts = new Betas(lines(BETAS), betas);
        var models = new LinkedHashMap<Pattern, ClaudeModel>();
        for (var line : lines(MODELS)) {
            var cells = line.split("\\|", -1);
            var pattern = Pattern.compile(Pattern.quote(cells[0].strip()).replace("*", "\\E.*\\Q"));
            models.put(pattern, model(cells[1].strip(), cells[2].strip(), verdicts, refusedFields));
        }
        var read = new ClaudeModels(models);
        own.forEach((id, facts) -> read.own.put(id, read.of(id).with(facts)));
        return read;
    }

    /// @param modelId the bare id of the model under the target; null where it is not known
    public ClaudeModel of(@Nullable String modelId) {
        var id = Objects.requireNonNullElse(modelId, "");
        var ours = own.get(id);
        if (ours != null) {
            return ours;
        }
        return models.entrySet().stream()
                .filter(line -> line.getKey().matcher(id).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalStateException("the last line of the table fits every id"));
    }

    private static ClaudeModel model(String column, String words, Betas betas, List<String> refusedFields) {
        if (!Betas.isColumn(column)) {
            throw new IllegalArgumentException("no column '" + column + "'");
        }
        var facts = EnumSet.copyOf(EVERYWHERE);
        var efforts = new ArrayList<String>();
        for (var word : words.split("\\s+", -1)) {
            if (word.startsWith("effort=")) {
                facts.add(Fact.EFFORT);
                efforts.addAll(List.of(word.substring("effort=".length()).split(",", -1)));
            } else {
                var fact = Fact.ofWord(word);
                if (fact == null) {
                    throw new IllegalArgumentException("no fact '" + word + "'");
                }
                facts.add(fact);
            }
        }
        return new ClaudeModel(column, facts, efforts, betas, refusedFields);
    }

    private static List<String> lines(String resource) {
        try (var lines = new BufferedReader(
                new InputStreamReader(ClaudeModels.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read", unreadable);
        }
    }
}
