package io.bedrockrelay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.bedrockrelay.chat.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the map of packages in docs/architecture.md against the code, in both directions, and the house rules that a
/// compiler does not know.
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/io/bedrockrelay");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?io\\.bedrockrelay\\.([a-z]+)\\.", Pattern.MULTILINE);
    private static final Pattern ROOM =
            Pattern.compile("^import (?:static )?io\\.bedrockrelay\\.http(?:\\.([a-z.]+))?\\.[A-Z]", Pattern.MULTILINE);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(FailureCode.class.getProtectionDomain().getCodeSource().getLocation());

    /// OpenAI's newer API shares what is the same in both; its rooms know each other from the reader down.
    private static final Map<String, Set<String>> ACQUAINTED = Map.of(
            "completions", Set.of("openai"),
            "claude", Set.of("anthropic"),
            "responses", Set.of("openai", "responsestream"),
            "responsestream", Set.of("openai"));

    @Test
    void theMapInTheReadmeIsTheMapOfTheCode() throws IOException {
        assertThat(arrowsInCode()).isEqualTo(arrowsInReadme());
    }

    @Test
    void everyArrowOfTheMapPointsDown() throws IOException {
        var seen = new TreeSet<String>();
        var lines = new ArrayList<>(drawnMap());
        for (var line : lines.reversed()) {
            var arrow = line.split("->", -1);
            assertThat(seen).as(line).containsAll(words(arrow[1]));
            seen.add(arrow[0].strip());
        }
    }

    @Test
    void noPackageIsInACircle() {
        slices().matching("io.bedrockrelay.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void chatAndCatalogueKnowNoFrameworkOfTheWire() {
        for (var room : List.of("chat", "catalogue")) {
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage("io.bedrockrelay." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx..", "software.amazon..", "jakarta.ws..", "io.micrometer..")
                    .check(CLASSES);
        }
    }

    @Test
    void onlyBedrockKnowsAws() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.bedrockrelay.bedrock..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void dialectsAreBlindToEachOther() throws IOException {
        try (Stream<Path> dialects = Files.list(MAIN.resolve("dialect"))) {
            for (var dialect : dialects.filter(Files::isDirectory).toList()) {
                var name = dialect.getFileName().toString();
                ArchRuleDefinition.noClasses()
                        .that()
                        .resideInAPackage("io.bedrockrelay.dialect." + name + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(siblings(name))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertThat(javaFiles()
                        .map(Path::getParent)
                        .filter(folder -> !folder.equals(MAIN))
                        .distinct())
                .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                        .contains("@NullMarked"));
    }

    @Test
    void noFileIsALongRoomAndNoNameIsEmpty() throws IOException {
        assertThat(javaFiles()).allSatisfy(file -> {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
            assertThat(file.getFileName().toString()).doesNotMatch(".*(Util|Utils|Helper|Manager|Impl)\\.java");
        });
    }

    @Test
    void noPackageIsCrowded() throws IOException {
        assertThat(javaFiles().collect(Collectors.groupingBy(Path::getParent, Collectors.counting())))
                .allSatisfy((folder, files) ->
                        assertThat(files).as(folder.toString()).isLessThanOrEqualTo(16));
    }

    /// The map is read from imports, which a name written out would slip past.
    @Test
    void codeNamesOurTypesByImport() throws IOException {
        assertThat(javaFiles()).allSatisfy(file -> assertThat(Files.readAllLines(file))
                .as(file.toString())
                .filteredOn(line -> !line.matches("(import|package) .*|\\s*///? .*"))
                .noneMatch(line -> line.matches(".*\\bio\\.bedrockrelay\\.[a-z].*[A-Z].*")));
    }

    /// Every call takes one way, and one file shows it; what checks of models open is judged in their own package.
    @Test
    void oneFileOfTheHttpSurfaceOpensCalls() throws IOException {
        var openers = new ArrayList<String>();
        for (var file : javaFiles()
                .filter(each -> each.startsWith(MAIN.resolve("http")))
                .toList()) {
            if (Files.readString(file).contains("import io.bedrockrelay.relay.OpenResult;")) {
                openers.add(file.getFileName().toString());
            }
        }
        assertThat(openers).containsExactly("Conversation.java");
    }

    /// From the top down; what stands at the same height does not know each other.
    @Test
    void theRoomsOfTheHttpSurfaceKnowOnlyThoseBelow() throws IOException {
        var below = new TreeSet<String>();
        var floors = block("rooms");
        var arrows = arrowsAmongRooms();
        for (var floor : floors.reversed()) {
            for (var room : words(floor)) {
                assertThat(below).as(room).containsAll(arrows.getOrDefault(room, Set.of()));
            }
            below.addAll(words(floor));
        }
        assertThat(below).isEqualTo(arrows.keySet()).hasSizeLessThanOrEqualTo(20);
    }

    private static Map<String, Set<String>> arrowsAmongRooms() throws IOException {
        var arrows = new TreeMap<String, Set<String>>();
        var http = MAIN.resolve("http");
        for (var file : javaFiles().filter(each -> each.startsWith(http)).toList()) {
            var folder = http.relativize(file.getParent()).toString();
            var from = folder.isEmpty() ? "http" : folder.replace('/', '.');
            var to = arrows.computeIfAbsent(from, _ -> new TreeSet<>());
            ROOM.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1) == null ? "http" : found.group(1))
                    .filter(room -> !room.equals(from))
                    .forEach(to::add);
        }
        return arrows;
    }

    private static String[] siblings(String own) throws IOException {
        try (Stream<Path> dialects = Files.list(MAIN.resolve("dialect"))) {
            return dialects.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals(own))
                    .filter(name -> !ACQUAINTED.getOrDefault(own, Set.of()).contains(name))
                    .map(name -> "io.bedrockrelay.dialect." + name + "..")
                    .toArray(String[]::new);
        }
    }

    /// Read from `import` lines: class files do not show a type that only passes through a local variable.
    private static Map<String, Set<String>> arrowsInCode() throws IOException {
        var arrows = new TreeMap<String, Set<String>>();
        for (var file : javaFiles().toList()) {
            var from = MAIN.relativize(file).getName(0).toString();
            var to = arrows.computeIfAbsent(from, _ -> new TreeSet<>());
            IMPORT.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !name.equals(from))
                    .forEach(to::add);
        }
        return arrows;
    }

    private static Map<String, Set<String>> arrowsInReadme() throws IOException {
        var arrows = new TreeMap<String, Set<String>>();
        for (var line : drawnMap()) {
            var arrow = line.split("->", -1);
            arrows.put(arrow[0].strip(), new TreeSet<>(words(arrow[1])));
        }
        return arrows;
    }

    private static List<String> drawnMap() throws IOException {
        return block("map");
    }

    private static List<String> block(String name) throws IOException {
        var drawn = Files.readString(Path.of("docs/architecture.md"));
        var head = "```" + name + "\n";
        int start = drawn.indexOf(head);
        assertThat(start).as("the block " + name + " of docs/architecture.md").isNotNegative();
        var block = drawn.substring(start + head.length(), drawn.indexOf("```", start + 3));
        return block.lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static Stream<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }
}
