package io.bedrockrelay.access.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// One mapping of a keys file. Hands out its fields, and writes down what is wrong with them, so that one reading
/// tells every mistake. A field that is wrong is handed out as if it were absent: the mistake alone keeps the file
/// out of use.
///
/// Only what is asked for is walked, to a depth that the caller fixes, so aliases cannot make a small file large.
final class Section {
    private static final int MOST_MISTAKES = 100;

    private final String place;
    private final int line;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final List<Mistake> mistakes;

    private Section(String place, int line, List<Mistake> mistakes) {
        this.place = place;
        this.line = line;
        this.mistakes = mistakes;
    }

    /// @param place whose mapping it is, for the mistakes: `key team-a`
    static Section of(Node node, String place, List<Mistake> mistakes) {
        var section = new Section(place, line(node), mistakes);
        section.fields.putAll(section.collect(node));
        return section;
    }

    /// Writes down every field that is not one of these.
    Section only(List<String> known) {
        fields.forEach((name, value) -> {
            if (!known.contains(name)) {
                wrong(value, Mistake.quote(name), "there is no such field", "use one of " + String.join(", ", known));
            }
        });
        return this;
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /// The same mapping under a name that says more.
    Section at(String betterPlace) {
        var section = new Section(betterPlace, line, mistakes);
        section.fields.putAll(fields);
        return section;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /// Whether the field has just this word in the place of anything else.
    boolean says(String field, String word) {
        return fields.get(field) instanceof ScalarNode scalar
                && scalar.getValue().equals(word);
    }

    int line(String field) {
        var node = fields.get(field);
        return node == null ? line : line(node);
    }

    String place() {
        return place;
    }

    /// Adds a mistake about a field, or about the whole section where it lacks the field.
    void wrong(String field, String reason, String remedy) {
        add(new Mistake(line(field), at(field, place), reason, remedy));
    }

    private void wrong(Node node, String field, String reason, String remedy) {
        add(new Mistake(line(node), at(field, place), reason, remedy));
    }

    /// A hostile file has no room for more mistakes than anybody would read.
    private void add(Mistake mistake) {
        if (mistakes.size() < MOST_MISTAKES) {
            mistakes.add(mistake);
        }
    }

    private static String at(String field, String place) {
        return place.isEmpty() ? field : place + ", " + field;
    }

    /// The one value of a field. Empty where it is absent or wrong.
    <T> Optional<T> one(String field, Function<String, Optional<T>> parse, String remedy) {
        var node = fields.get(field);
        return node == null ? Optional.empty() : value(node, field, parse, remedy);
    }

    /// The values of a field that may be written as one value or as a list. Empty where it is absent or wrong.
    <T> List<T> some(String field, Function<String, Optional<T>> parse, String remedy) {
        var node = fields.get(field);
        return node == null ? List.of() : values(node, field, parse, remedy);
    }

    /// A field that holds a mapping from names that the user chooses to values. Empty where it is absent or wrong.
    <T> Map<String, List<T>> table(String field, Function<String, Optional<T>> parse, String remedy) {
        var table = new LinkedHashMap<String, List<T>>();
        var node = fields.get(field);
        if (node != null) {
            collect(node)
                    .forEach((name, value) ->
                            table.put(name, values(value, field + " of " + Mistake.quote(name), parse, remedy)));
        }
        return table;
    }

    /// A field that holds a mapping with fields of its own.
    Optional<Section> section(String field) {
        return Optional.ofNullable(fields.get(field)).map(node -> of(node, at(field, place), mistakes));
    }

    /// A field that holds a list of mappings.
    List<Node> items(String field) {
        var node = fields.get(field);
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        if (node != null) {
            wrong(field, "it is not a list", "write one entry per key, each beginning with a dash");
        }
        return List.of();
    }

    private <T> List<T> values(Node node, String field, Function<String, Optional<T>> parse, String remedy) {
        if (!(node instanceof SequenceNode list)) {
            return value(node, field, parse, remedy).stream().toList();
        }
        if (list.getValue().isEmpty()) {
            wrong(node, field, "the list is empty, which could mean all or none", "leave the field out, or fill it");
        }
        var found = new ArrayList<T>();
        for (var item : list.getValue()) {
            value(item, field, parse, remedy).ifPresent(found::add);
        }
        if (new HashSet<>(found).size() < found.size()) {
            wrong(node, field, "a value stands twice", "write each value once");
        }
        return found;
    }

    private <T> Optional<T> value(Node node, String field, Function<String, Optional<T>> parse, String remedy) {
        if (!(node instanceof ScalarNode scalar)) {
            wrong(node, field, "it is not a single value", remedy);
            return Optional.empty();
        }
        var parsed = parse.apply(scalar.getValue());
        if (parsed.isEmpty()) {
            // A digest is never quoted: people put the key itself there.
            var shown = field.equals("sha256") ? "the value" : Mistake.quote(scalar.getValue());
            wrong(
                    node,
                    field,
                    scalar.getValue().isEmpty() ? "it has no value" : shown + " is not allowed here",
                    remedy);
        }
        return parsed;
    }

    private Map<String, Node> collect(Node node) {
        var found = new LinkedHashMap<String, Node>();
        if (!(node instanceof MappingNode mapping)) {
            add(new Mistake(line(node), place, "it is not a mapping", "write fields as `name: value`"));
            return found;
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                add(new Mistake(line(tuple.getKeyNode()), place, "a name is not plain text", "write a name"));
            } else if (found.putIfAbsent(name.getValue(), tuple.getValueNode()) != null) {
                wrong(name, Mistake.quote(name.getValue()), "it stands twice", "write it once");
            }
        }
        return found;
    }
}
