package io.bedrockrelay.fit;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values with quoted cells.
final class Csv {
    private Csv() {}

    static List<List<String>> read(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString().strip());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }

    /// The first row whose patterns fit a model.
    static List<String> first(List<List<String>> rows, List<String> head, String modelId) {
        for (var row : rows.subList(1, rows.size())) {
            for (var pattern : row.get(head.indexOf("pattern")).split(",", -1)) {
                var bare = pattern.replace("(mantle)", "").strip();
                if (modelId.matches(bare.replace(".", "\\.").replace("*", ".*"))) {
                    return row;
                }
            }
        }
        return List.of();
    }
}
