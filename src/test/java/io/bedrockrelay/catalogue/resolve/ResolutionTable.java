package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Policy.Geography;
import io.bedrockrelay.catalogue.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The rows of `catalogue/resolutions.txt`.
final class ResolutionTable {

    /// @param region empty: the client named none
    /// @param answer `id (scope)`, or `refused code: part of the message`
    record Row(int line, String region, String name, Policy policy, String answer) {

        @Override
        public String toString() {
            return "line %d: %s | %s".formatted(line, region, name);
        }
    }

    private ResolutionTable() {}

    static List<Row> rows() {
        return rows("/catalogue/resolutions.txt");
    }

    /// Names as people and other gateways write them.
    static List<Row> written() {
        return rows("/catalogue/written-names.txt");
    }

    private static List<Row> rows(String resource) {
        try (var stream = ResolutionTable.class.getResourceAsStream(resource)) {
            List<String> lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                    .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                    .map(i -> row(i + 1, lines.get(i)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(int line, String text) {
        String[] columns = text.split("\\|", 4);
        if (columns.length != 4) {
            throw new IllegalArgumentException("four columns wanted in line " + line + ": " + text);
        }
        String region = columns[0].strip();
        return new Row(
                line,
                region.equals("-") ? "" : region,
                columns[1].strip(),
                policy(columns[2].strip()),
                columns[3].strip());
    }

    private static Policy policy(String text) {
        Policy policy = Policy.DEFAULT;
        for (String rule : text.equals("-") ? new String[0] : text.split(" ", -1)) {
            String[] parts = rule.split("=", 2);
            List<String> values = List.of(parts[1].split(",", -1));
            policy = switch (parts[0]) {
                case "scopes" ->
                    new Policy(
                            values.stream()
                                    .map(label -> Scope.of(label).orElseThrow())
                                    .toList(),
                            policy.residency(),
                            policy.geography());
                case "residency" -> new Policy(policy.scopes(), values, policy.geography());
                case "geography" ->
                    new Policy(
                            policy.scopes(), policy.residency(), Geography.valueOf(parts[1].toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException("no such rule: " + rule);
            };
        }
        return policy;
    }
}
