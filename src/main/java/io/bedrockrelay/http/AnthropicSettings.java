package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a site says of Claude models beyond the relay's own tables, and which models their clients see. Immutable,
/// read once at start.
@ConfigMapping(prefix = "relay.anthropic")
public interface AnthropicSettings {

    /// Names of betas that do not go to Bedrock, with the members that need them; a `*` at the end stands for any
    /// ending. Added to the built-in table.
    Optional<List<String>> refusedBetas();

    /// Members of the body that do not go, as paths joined by dots (`tools.defer_loading`). Added to the built-in
    /// table.
    Optional<List<String>> refusedFields();

    /// What becomes of a beta, for all models: `pass`, `try`, `out`, `free` or `as:NAME`. Comes before the built-in
    /// table.
    Map<String, String> betas();

    /// What a Claude model takes, where the relay's own table is wrong or does not know: by bare model id, then by the
    /// table's word, as in `relay.anthropic.models."anthropic.claude-opus-4-8".system=no`.
    @WithName("models")
    Map<String, Map<String, String>> facts();

    /// Which models `GET /v1/models` lists for clients of Anthropic's, which know a model by the word claude or
    /// anthropic in its id: `claude` those of Anthropic's, `all` the others too, under ids that begin so.
    @WithDefault("claude")
    Listed listed();

    /// Which models are listed.
    enum Listed {
        CLAUDE,
        ALL
    }

    default ClaudeModels table() {
        var verdicts = new LinkedHashMap<>(betas());
        refusedBetas().orElse(List.of()).forEach(beta -> verdicts.putIfAbsent(beta, "out"));
        return ClaudeModels.read(verdicts, refusedFields().orElse(List.of()), facts());
    }

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        betas().forEach((beta, verdict) -> tried(
                () -> ClaudeModels.read(Map.of(beta, verdict), List.of(), Map.of()),
                "relay.anthropic.betas.\"" + beta + "\"",
                verdict,
                "say pass, try, out, free or as:OTHER",
                problems));
        refusedFields()
                .orElse(List.of())
                .forEach(path -> tried(
                        () -> ClaudeModels.read(Map.of(), List.of(path), Map.of()),
                        "relay.anthropic.refused-fields",
                        path,
                        "give paths such as tools.defer_loading",
                        problems));
        facts().forEach((model, facts) -> facts.forEach((fact, value) -> tried(
                () -> ClaudeModels.read(Map.of(), List.of(), Map.of(model, Map.of(fact, value))),
                "relay.anthropic.models.\"" + model + "\"." + fact,
                value,
                "use a word of claude/models.txt with yes or no, or effort with degrees such as low,medium,high",
                problems)));
        return List.copyOf(problems);
    }

    private static void tried(Runnable reading, String key, String value, String remedy, List<ConfigProblem> problems) {
        try {
            reading.run();
        } catch (IllegalArgumentException wrong) {
            problems.add(new ConfigProblem(key, value, Objects.requireNonNull(wrong.getMessage()), remedy));
        }
    }
}
