package io.bedrockrelay.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The description that is served is what its parts and the table of endpoints make. `-Dgolden.accept=true` writes it
/// anew; the difference is a change of the public API.
class ApiDescriptionTest {

    @Test
    void isWhatItsPartsMake() throws IOException {
        var text = ApiDescription.text();
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(ApiDescription.FILE, text);
        }
        assertThat(text)
                .as("%s; -Dgolden.accept=true writes it anew", ApiDescription.FILE)
                .isEqualTo(Files.readString(ApiDescription.FILE));
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverythingSharedIsUsed() throws IOException {
        var document = served();
        var references = new TreeSet<String>();
        references(document, references);
        assertThat(references).hasSizeGreaterThan(200).allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        var shared = new ArrayList<String>();
        for (var kind : List.of("schemas", "parameters", "headers", "responses")) {
            document.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> shared.add("#/components/" + kind + "/" + name));
        }
        assertThat(references).containsAll(shared);
    }

    /// Nothing is left of what the parts abbreviate, and every body says what it is.
    @Test
    void isCompleteOpenApi() throws IOException {
        var document = served();
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(document.toString()).doesNotContain("\"x-null\"").doesNotContain("Anything");
        var ids = new ArrayList<String>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    ids.add(operation.path("operationId").asText());
                    assertThat(operation.path("responses").properties()).hasSizeGreaterThanOrEqualTo(4);
                    operation.path("responses").forEach(response -> response.path("content")
                            .properties()
                            .forEach(content -> {
                                assertThat(content.getValue().at("/schema").isObject())
                                        .as(operation.path("operationId") + " " + content.getKey())
                                        .isTrue();
                                if (!content.getKey().equals("text/markdown")) {
                                    assertThat(content.getValue()
                                                    .at("/schema/type")
                                                    .asText())
                                            .isNotEqualTo("string");
                                }
                            }));
                }));
        assertThat(ids).hasSizeGreaterThan(50).doesNotHaveDuplicates().doesNotContain("");
    }

    private static JsonNode served() throws IOException {
        return new ObjectMapper().readTree(ApiDescription.FILE.toFile());
    }

    private static void references(JsonNode node, Set<String> found) {
        node.properties().forEach(member -> {
            if (member.getKey().equals("$ref") || member.getKey().equals("mapping")) {
                var names = member.getKey().equals("$ref")
                        ? List.of(member.getValue())
                        : List.copyOf(member.getValue().valueStream().toList());
                names.forEach(name -> found.add(name.asText()));
            }
        });
        node.forEach(child -> references(child, found));
    }
}
