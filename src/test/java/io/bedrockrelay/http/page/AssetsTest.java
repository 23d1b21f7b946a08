package io.bedrockrelay.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private static final Path FOLDER = Path.of("src/main/resources/web");
    private static final int LARGEST = 200_000;
    private static final int LONGEST_MODULE = 300;

    private final Assets assets = read();

    @Test
    void everyFileOfThePageIsNamedByIt() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            var paths = files.filter(Files::isRegularFile)
                    .map(file -> "/" + FOLDER.relativize(file))
                    .map(path -> path.equals("/index.html") ? Assets.ROOT : path)
                    .toList();
            assertThat(assets.all().keySet()).containsExactlyInAnyOrderElementsOf(paths);
        }
    }

    @Test
    void thePageIsSmall() {
        long sum = assets.all().values().stream()
                .mapToLong(asset -> Objects.requireNonNullElse(asset.packed(), asset.plain())
                        .length())
                .sum();

        assertThat(sum).as("bytes in gzip of the whole page").isLessThan(LARGEST);
    }

    @Test
    void nothingIsFetchedFromElsewhereAndNothingStandsInLine() {
        var index = text("/");

        assertThat(index)
                .doesNotContain("http://", "https://", "<style", "style=\"", "javascript:")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)");
        assets.all().keySet().stream()
                .filter(path -> path.endsWith(".css"))
                .forEach(path -> assertThat(text(path)).as(path).doesNotContainPattern("url\\((?!\\.\\./font/)"));
    }

    /// What would turn text into elements or code.
    @Test
    void noModuleParsesHtmlOrCode() {
        var forbidden = Pattern.compile(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment|setHTMLUnsafe"
                        + "|\\beval\\(|new Function|srcdoc");

        modules().forEach(path -> assertThat(forbidden.matcher(text(path)).find())
                .as(path)
                .isFalse());
    }

    @Test
    void noModuleIsLong() {
        modules()
                .forEach(path -> assertThat(text(path).lines().count()).as(path).isLessThan(LONGEST_MODULE));
    }

    @Test
    void anAssetIsTaggedByItsContent() {
        var one = Asset.of("/page/a.js", "1".getBytes(StandardCharsets.UTF_8));
        var same = Asset.of("/page/b.js", "1".getBytes(StandardCharsets.UTF_8));
        var other = Asset.of("/page/a.js", "2".getBytes(StandardCharsets.UTF_8));

        assertThat(one.tag()).isEqualTo(same.tag()).isNotEqualTo(other.tag());
        assertThat(one.packed()).as("a byte in gzip is longer").isNull();
        assertThat(one.type()).isEqualTo("text/javascript;charset=UTF-8");
    }

    private List<String> modules() {
        return assets.all().keySet().stream()
                .filter(path -> path.endsWith(".js"))
                .toList();
    }

    private String text(String path) {
        return Objects.requireNonNull(assets.at(path)).asset().plain().toString(StandardCharsets.UTF_8);
    }

    private static Assets read() {
        try {
            return Assets.read(AssetsTest.class.getClassLoader());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
