package io.bedrockrelay.routing.ledger;

import io.bedrockrelay.access.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// A ledger file, read: rows, or what is wrong with it.
public sealed interface LedgerReading {
    /// Some thousands of rows.
    int MOST_BYTES = 1 << 18;

    record Rows(List<QuotaRow> rows) implements LedgerReading {}

    /// @param mistakes each names its row, its field and the remedy
    record Wrong(List<String> mistakes) implements LedgerReading {}

    static LedgerReading read(Path path) {
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? new Wrong(List.of("it is larger than 256 KiB; write patterns instead of single models"))
                    : read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Wrong(List.of("it cannot be read: " + e.getClass().getSimpleName() + "; check the mount"));
        }
    }

    static LedgerReading read(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(5);
        try {
            return new Yaml(new SafeConstructor(options)).load(text) instanceof List<?> entries
                    ? new Reader().read(entries)
                    : new Wrong(
                            List.of("it is no list; write one entry for each quota, each beginning with `- region:`"));
        } catch (YAMLException e) {
            return new Wrong(List.of("it is not YAML; check indentation, and put patterns with a * in quotes"));
        }
    }

    /// Reads entry by entry and gathers all mistakes.
    final class Reader {
        private static final Set<String> FIELDS = Set.of("region", "model", "bucket", "tokens", "requests", "factor");
        private static final long MOST = 1_000_000_000_000L;

        private final List<String> mistakes = new ArrayList<>();
        private int number;

        private Reader() {}

        private LedgerReading read(List<?> entries) {
            var rows = new ArrayList<QuotaRow>();
            for (var entry : entries) {
                number++;
                if (entry instanceof Map<?, ?> fields) {
                    row(fields).ifPresent(rows::add);
                } else {
                    wrong("", "it is no entry", "write region, model, bucket and tokens");
                }
            }
            return mistakes.isEmpty() ? new Rows(List.copyOf(rows)) : new Wrong(List.copyOf(mistakes));
        }

        private Optional<QuotaRow> row(Map<?, ?> fields) {
            for (var name : fields.keySet()) {
                if (!FIELDS.contains(String.valueOf(name))) {
                    wrong("", "a field is not known", "write region, model, bucket, tokens, requests and factor");
                }
            }
            int before = mistakes.size();
            var region = word(fields, "region", Glob::of, "write a Region, or \"*\"");
            var model = word(fields, "model", Glob::of, "write a bare model id, or a pattern in quotes");
            var bucket = word(fields, "bucket", QuotaRow.Bucket::of, "write on-demand, cross-region or global");
            long tokens = number(fields, "tokens", 0);
            long requests = number(fields, "requests", 0);
            long factor = number(fields, "factor", 1);
            if (tokens == 0 && requests == 0) {
                wrong(
                        "tokens",
                        "neither tokens nor requests are counted",
                        "write what Service Quotas says of a minute");
            }
            if (factor < 1 || factor > 100) {
                wrong("factor", "it is not from 1 to 100", "write what a token of output takes of the quota");
            }
            return region == null || model == null || bucket == null || mistakes.size() > before
                    ? Optional.empty()
                    : Optional.of(new QuotaRow(region, model, bucket, tokens, requests, (int) factor));
        }

        private <T> @Nullable T word(
                Map<?, ?> fields, String name, Function<String, Optional<T>> reading, String remedy) {
            var read = fields.get(name) instanceof String text ? reading.apply(text) : Optional.<T>empty();
            if (read.isEmpty()) {
                wrong(name, fields.containsKey(name) ? "the value is not allowed here" : "it is missing", remedy);
            }
            return read.orElse(null);
        }

        private long number(Map<?, ?> fields, String name, long otherwise) {
            var value = fields.get(name);
            if (value == null) {
                return otherwise;
            }
            if (value instanceof Number number && number.longValue() >= 0 && number.longValue() <= MOST) {
                return number.longValue();
            }
            wrong(name, "it is no number from 0", "write a whole number");
            return otherwise;
        }

        private void wrong(String field, String reason, String remedy) {
            mistakes.add("entry " + number + (field.isEmpty() ? "" : ", " + field) + ": " + reason + "; " + remedy);
        }
    }
}
