package io.bedrockrelay.access.keys;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Text to a tree of nodes with their lines, within bounds that hold for a hostile file too. Stops before the step of
/// YAML that makes objects: no class is named or loaded by what a file says.
sealed interface KeysYaml {
    /// A Kubernetes Secret holds no more. Some thousands of keys.
    int MOST_BYTES = 1 << 20;

    record Tree(Node root) implements KeysYaml {}

    record Malformed(Mistake mistake) implements KeysYaml {}

    static KeysYaml compose(byte[] content) {
        if (content.length > MOST_BYTES) {
            return file("it is larger than 1 MiB", "check that it is the keys file; share keys out over relays");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            var parser = new ParserImpl(new StreamReader(text.toString()), bounds());
            var root = new Composer(parser, new Resolver(), bounds()).getSingleNode();
            return root == null
                    ? file("it is empty", "begin with a line `keys:` and the entries below it")
                    : new Tree(root);
        } catch (CharacterCodingException e) {
            return file("it is not UTF-8", "save it as UTF-8");
        } catch (MarkedYAMLException e) {
            return new Malformed(new Mistake(
                    e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1,
                    "",
                    "it is not YAML: " + problem(e),
                    "check indentation, and put patterns with a * in quotes"));
        } catch (YAMLException e) {
            // Its text may quote the file.
            return file("it breaks a bound of YAML files: depth, aliases or characters", "write it plainly");
        }
    }

    private static LoaderOptions bounds() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(10);
        return options;
    }

    /// Only what the parser says itself, not the lines of the file that it shows around it.
    private static String problem(MarkedYAMLException e) {
        return e.getProblem() == null ? "malformed" : Mistake.quote(e.getProblem());
    }

    private static Malformed file(String reason, String remedy) {
        return new Malformed(Mistake.ofFile(reason, remedy));
    }
}
