package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ConverseRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of each parameter, model by model and dialect by dialect, as a page for people: `target/fit.md`. It is
/// held against the copy that was read last; `-Dgolden.write=true` writes that anew, to be read like any other change.
class FitPageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/fit.md");
    private static final Path PARAMETERS = Path.of("src/test/resources/fit/parameters.txt");
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String RELAY_HI =
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]";
    private static final Map<String, Dialect> DIALECTS = new LinkedHashMap<>();

    static {
        DIALECTS.put("chat", new CompletionsDialect());
        DIALECTS.put("relay", new RelayDialect());
        DIALECTS.put("messages", new AnthropicDialect());
    }

    private static final Traits.Table RULES = Traits.Table.read();
    private static final String HEAD = """
            # What becomes of each parameter

            `✓`: sent as it is. `-=`: left out. `=`: changed. `+=`: added. Where the dialects differ, `chat` is OpenAI's,
            `relay` the relay's own, `messages` Anthropic's (Claude has a lane of its own there). A number: refused, with the
            words below the table. `?`: not known; sent, and the number is what a Bedrock would say that refuses it.

            """;

    /// What a model makes impossible; all else that it is known not to take can be said in another way.
    private static final List<String> UNAVOIDABLE = List.of("MODEL calls no tools", "MODEL takes no images");
    /// What no source says of a model, and a refusal teaches.
    private static final List<String> UNKNOWN =
            List.of("support tool use.", "support the outputConfig.textFormat", "exceeds the model limit");

    private final Map<String, Integer> refusals = new LinkedHashMap<>();

    /// A parameter, and the members that say it in each dialect.
    private record Parameter(String name, Map<String, String> members) {}

    @Test
    void whatBecomesOfEachParameterIsWhatWasReadLast() throws IOException {
        var page = page(parameters());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/fit.md"), page);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, page);
        }
        assertThat(page).isEqualTo(Files.readString(GOLDEN));
        assertThat(refusals.keySet())
                .allMatch(refusal ->
                        Stream.of(UNAVOIDABLE, UNKNOWN).flatMap(List::stream).anyMatch(refusal::contains));
    }

    private String page(List<Parameter> parameters) {
        var page = new StringBuilder(HEAD);
        page.append(parameters.stream().map(Parameter::name).collect(Collectors.joining(" | ", "| | ", " |\n")));
        page.append("|---".repeat(parameters.size() + 1)).append("|\n");
        for (var modelId : Models.ALL) {
            page.append(parameters.stream()
                    .map(parameter -> cell(modelId, parameter))
                    .collect(Collectors.joining(" | ", "| " + modelId + " | ", " |\n")));
        }
        page.append('\n');
        refusals.forEach((words, number) ->
                page.append("- (").append(number).append(") ").append(words).append('\n'));
        return page.toString();
    }

    /// The dialects that tell the same are told once.
    private String cell(String modelId, Parameter parameter) {
        var outcomes = new TreeMap<String, List<String>>();
        parameter.members.forEach((dialect, members) -> {
            if (!dialect.equals("messages") || !modelId.startsWith("anthropic.")) {
                outcomes.computeIfAbsent(outcome(modelId, dialect, members), _ -> new ArrayList<>())
                        .add(dialect);
            }
        });
        return outcomes.size() == 1
                ? outcomes.firstKey()
                : outcomes.entrySet().stream()
                        .map(outcome -> String.join(", ", outcome.getValue()) + ": " + outcome.getKey())
                        .collect(Collectors.joining("; "));
    }

    private String outcome(String modelId, String dialect, String members) {
        var sent = Sent.of(Objects.requireNonNull(DIALECTS.get(dialect)), modelId, "{\"model\":\"m\"," + members + "}");
        if (sent.refusal() != null) {
            return note(sent.refusal().replace(modelId, "MODEL"));
        }
        var told = sent.told().isEmpty() ? "✓" : "`" + sent.told() + "`";
        return ConverseRules.broken(sent.body(), RULES.of(modelId).with("images"), false)
                .map(refusal ->
                        told + " ? " + note(refusal.body().path("message").asText()))
                .orElse(told);
    }

    private String note(String words) {
        return "(" + refusals.computeIfAbsent(words, _ -> refusals.size() + 1) + ")";
    }

    private static List<Parameter> parameters() throws IOException {
        var lines = Files.readAllLines(PARAMETERS);
        var parameters = new ArrayList<Parameter>();
        for (int i = 1; i < lines.size(); i += DIALECTS.size() + 1) {
            var members = new LinkedHashMap<String, String>();
            int line = i;
            for (var dialect : DIALECTS.keySet()) {
                var said = lines.get(++line);
                if (!said.isEmpty()) {
                    members.put(dialect, said.replace("RELAY_HI", RELAY_HI).replaceFirst("^HI", HI));
                }
            }
            parameters.add(new Parameter(lines.get(i).substring("### ".length()), members));
        }
        return parameters;
    }
}
