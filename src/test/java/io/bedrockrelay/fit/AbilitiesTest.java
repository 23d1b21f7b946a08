package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.region.FactsTable;
import io.bedrockrelay.fit.traits.EffortForm;
import io.bedrockrelay.fit.traits.Thoughts;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lists of models tell the abilities that requests are fitted to: an ability is listed where the model is known to
/// have it, and nowhere else.
class AbilitiesTest {
    private static final Path FACTS = Path.of("src/main/resources/catalogue/model-facts.txt");

    @Test
    void listsTellWhatRequestsAreFittedTo() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            write();
        }
        var facts = FactsTable.shipped();
        int told = 0;
        for (var modelId : Models.ALL) {
            var known = facts.of(modelId);
            if (known != null) {
                assertThat(known.abilities()).as(modelId).containsExactlyElementsOf(abilities(Sent.TABLE.of(modelId)));
                told++;
            }
        }
        assertThat(told).isGreaterThan(75);
    }

    private static List<String> abilities(Traits traits) {
        var known = new LinkedHashMap<String, Boolean>();
        known.put("tools", traits.takes(Trait.TOOLS));
        known.put(
                "reasoning",
                traits.manner().effort() != EffortForm.NONE || traits.manner().thoughts() != Thoughts.NONE);
        known.put("vision", traits.takes(Trait.IMAGES));
        known.put("documents", traits.takes(Trait.DOCUMENTS));
        known.put("prompt-caching", traits.takes(Trait.CACHE));
        known.put("structured-output", traits.takes(Trait.JSON_SCHEMA));
        known.values().removeIf(has -> !has);
        return List.copyOf(known.keySet());
    }

    private static void write() throws IOException {
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(FACTS)) {
            int last = line.lastIndexOf('|');
            var modelId = last < 0 ? "" : line.substring(0, line.indexOf('|')).strip();
            boolean chats = last > 0 && !line.startsWith("#") && Sent.TABLE.row(modelId) != null;
            lines.add(
                    chats && !line.endsWith("not-chat")
                            ? (line.substring(0, last + 1) + " " + String.join(" ", abilities(Sent.TABLE.of(modelId))))
                                    .stripTrailing()
                            : line);
        }
        Files.write(FACTS, lines);
    }
}
