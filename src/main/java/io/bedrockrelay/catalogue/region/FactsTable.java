package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.region.ModelFacts.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The relay's own table of model facts, read once at start. Its form is told in the file itself.
public final class FactsTable {

    private static final String RESOURCE = "/catalogue/model-facts.txt";
    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int COLUMNS = 4;

    private record Family(String part, ModelFacts facts) {}

    private final Map<String, ModelFacts> byId = new HashMap<>();
    private final List<Family> families = new ArrayList<>();

    private FactsTable() {}

    /// The table that the relay ships.
    public static FactsTable shipped() {
        InputStream stream = FactsTable.class.getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException("missing resource " + RESOURCE);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
        }
    }

    static FactsTable parse(List<String> lines) {
        FactsTable table = new FactsTable();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                table.add(line.strip());
            }
        }
        return table;
    }

    private void add(String line) {
        String[] columns = BAR.split(line, -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("model facts: " + COLUMNS + " columns wanted: " + line);
        }
        List<String> abilities = new ArrayList<>();
        Kind kind = Kind.CHAT;
        for (String word : BLANKS.split(columns[3], -1)) {
            if (word.equals("not-chat")) {
                kind = Kind.NOT_CHAT;
            } else if (!word.isEmpty()) {
                abilities.add(word);
            }
        }
        ModelFacts facts = new ModelFacts(tokens(columns[1]), tokens(columns[2]), abilities, kind);
        String id = columns[0];
        if (id.startsWith("*") && id.endsWith("*")) {
            families.add(new Family(id.substring(1, id.length() - 1), facts));
        } else {
            byId.put(id, facts);
        }
    }

    private static @Nullable Integer tokens(String column) {
        return column.equals("-") ? null : Integer.valueOf(column);
    }

    /// Null where the table says nothing about the model.
    public @Nullable ModelFacts of(String modelId) {
        ModelFacts exact = byId.get(modelId);
        if (exact != null) {
            return exact;
        }
        for (Family family : families) {
            if (modelId.contains(family.part())) {
                return family.facts();
            }
        }
        return null;
    }
}
