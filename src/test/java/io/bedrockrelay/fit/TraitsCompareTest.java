package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.fit.traits.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The product's facts about models, the emulator's and the collected ones, cell by cell. What the collected ones leave
/// open is listed in `target/traits-open.md`; all else has to agree.
class TraitsCompareTest {
    private static final Path PARAMETERS = Path.of("../shared/bedrock/model-parameters.csv");
    private static final Pattern OPEN =
            Pattern.compile("unknown|uncertain|documented|treat as|learn|some|others|Aug 2026|^–|^$|v2:|3\\.2");
    private static final Traits.Table RULES = Traits.Table.read();

    /// A column of the collected facts, the product's name for it and the emulator's.
    private record Column(String name, Trait trait, Predicate<Traits> emulated) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(
                    "temperature",
                    Trait.TEMPERATURE,
                    rules -> !rules.has("no-temperature") && !rules.has("no-sampling")),
            new Column("top_p", Trait.TOP_P, rules -> !rules.has("no-temperature") && !rules.has("no-sampling")),
            new Column("tools", Trait.TOOLS, rules -> rules.has("tools") || rules.has("tools-whole")),
            new Column("tool_choice_forced", Trait.FORCED_TOOL, rules -> rules.has("choose")),
            new Column("json_schema", Trait.JSON_SCHEMA, rules -> rules.has("schema")),
            new Column("cache", Trait.CACHE, rules -> rules.has("cache")),
            new Column("system", Trait.SYSTEM, rules -> rules.has("system")),
            new Column("documents", Trait.DOCUMENTS, rules -> rules.has("documents")),
            new Column("assistant_first", Trait.ASSISTANT_FIRST, rules -> rules.has("assistant-first")),
            new Column("prefill", Trait.PREFILL, rules -> !rules.has("no-prefill")));

    @Test
    void whatIsKnownIsTheSameEverywhere() throws IOException {
        assumeTrue(Files.exists(PARAMETERS), "the facts about models are not here");
        var rows = Csv.read(Files.readString(PARAMETERS));
        var head = rows.getFirst();
        var open = new ArrayList<String>();
        var differ = new ArrayList<String>();
        for (var modelId : Models.ALL) {
            var row = Csv.first(rows, head, modelId);
            for (var column : COLUMNS) {
                var cell = row.isEmpty() ? "" : row.get(head.indexOf(column.name));
                var mine = Sent.TABLE.of(modelId);
                var product = mine.takes(column.trait) ? "yes" : mine.refuses(column.trait) ? "no" : "unknown";
                var emulated = column.emulated.test(RULES.of(modelId)) ? "yes" : "no";
                var line = "| %s | %s | %s | %s | %s |".formatted(modelId, column.name, cell, product, emulated);
                var known = OPEN.matcher(cell).find()
                        ? ""
                        : cell.startsWith("takes") ? "yes" : cell.startsWith("refuses") ? "no" : "";
                if (known.isEmpty()) {
                    open.add(line);
                } else if (!known.equals(product) || !known.equals(emulated)) {
                    differ.add(line);
                }
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/traits-open.md"),
                "| model | fact | collected | product | emulator |\n|---|---|---|---|---|\n" + String.join("\n", open)
                        + "\n");
        assertThat(differ).isEmpty();
        assertThat(open).hasSizeLessThan(COLUMNS.size() * Models.ALL.size() / 2);
    }
}
