package io.bedrockrelay.it.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The matrix as people read it: a table of what clients can do, one of what they are told, and the reasons below.
final class Page {
    private final Matrix matrix;
    private final List<String> reasons = new ArrayList<>();

    Page(Matrix matrix) {
        this.matrix = matrix;
    }

    String text() {
        var clients =
                Stream.of(Client.values()).filter(client -> !client.isLibrary()).toList();
        var abilities = table(
                clients,
                Stream.of(Feature.values())
                        .filter(feature -> !feature.error() && feature != Feature.DOCUMENT)
                        .toList());
        var errors = table(
                clients, Stream.of(Feature.values()).filter(Feature::error).toList());
        var libraries = table(
                Stream.of(Client.values()).filter(Client::isLibrary).toList(),
                Stream.of(Feature.values()).filter(Feature::isOfLibraries).toList());
        var text = new StringBuilder(
                "What each client does:\n\n" + abilities + "\nWhat each is told in its own words:\n\n" + errors
                        + "\nWhat libraries of Python and JavaScript do, each with ten models (Claude of four generations, Nova 1 and 2,\n"
                        + "gpt-oss, Llama, Qwen, DeepSeek); tools are called over three turns, with thinking:\n\n"
                        + libraries
                        + "\nThe first mark is the whole answer, the second the streamed one: ✓ passed, ✗ failed, ○ skipped, ? not tried.\n");
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i == 0 ? "\n" : "")
                    .append("- (")
                    .append(i + 1)
                    .append(") ")
                    .append(reasons.get(i))
                    .append('\n');
        }
        return text.toString();
    }

    private String table(List<Client> clients, List<Feature> features) {
        var head = features.stream().map(Feature::title).collect(Collectors.joining(" | ", "| | ", " |\n"));
        var rule = "|---".repeat(features.size() + 1) + "|\n";
        return clients.stream()
                .map(client -> features.stream()
                        .map(feature -> cell(client, feature))
                        .collect(Collectors.joining(" | ", "| " + client.label() + " | ", " |\n")))
                .collect(Collectors.joining("", head + rule, ""));
    }

    private String cell(Client client, Feature feature) {
        return Stream.of(false, true)
                .filter(feature.answers()::holds)
                .map(streamed -> mark(new Matrix.Cell(client, feature, streamed)))
                .collect(Collectors.joining(" "));
    }

    private String mark(Matrix.Cell cell) {
        var result = matrix.result(cell);
        if (result != null) {
            return switch (result.outcome()) {
                case PASSED -> "✓";
                case SKIPPED -> "○" + note(result.reason());
                case FAILED -> "✗" + note(result.reason());
            };
        }
        var reason = cell.client().without(cell.feature(), cell.streamed());
        return reason.isEmpty() ? "?" : "–" + note(reason);
    }

    private String note(String reason) {
        var line = reason.lines().findFirst().orElse("");
        if (!reasons.contains(line)) {
            reasons.add(line);
        }
        return "(" + (reasons.indexOf(line) + 1) + ")";
    }
}
