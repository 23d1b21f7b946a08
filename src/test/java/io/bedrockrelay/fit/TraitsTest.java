package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.learn.Lesson;
import io.bedrockrelay.fit.traits.EffortForm;
import io.bedrockrelay.fit.traits.OffForm;
import io.bedrockrelay.fit.traits.Thoughts;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.TraitsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {
    private static final Path REGIONS = Path.of("../shared/bedrock/regions");
    private static final Path PARAMETERS = Path.of("../shared/bedrock/model-parameters.csv");
    private final TraitsTable table = TraitsTable.read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anthropic.claude-opus-4-8                   | temperature           | no
            anthropic.claude-sonnet-4-5-20250929-v1:0   | temperature-and-top-p | no
            anthropic.claude-sonnet-4-6                 | effort                | adaptive
            anthropic.claude-sonnet-4-6                 | effort-levels         | low medium high max
            anthropic.claude-haiku-4-5-20251001-v1:0    | effort                | budget
            anthropic.claude-opus-5                     | effort-off            | disabled
            anthropic.claude-opus-5-5-v1                | effort-off            | least
            anthropic.claude-sonnet-5                   | effort-off            | silence
            anthropic.claude-sonnet-5-5                 | forced-tool           | no
            amazon.nova-lite-v1:0                       | max-output            | 10000
            amazon.nova-lite-v1:0:24k                   | max-output            | 10000
            amazon.nova-2-lite-v1:0                     | effort                | nova
            amazon.nova-micro-v1:0                      | images                | no
            openai.gpt-5.6-luna                         | stop                  | no
            openai.gpt-oss-120b-1:0                     | effort                | word
            openai.gpt-oss-120b-1:0                     | cache                 | no
            qwen.qwen3-32b-v1:0                         | effort-levels         | low high
            mistral.mistral-large-2402-v1:0             | tool-ids              | nine
            a.newcomer-v1:0                             | json-schema           | unknown
            """)
    void isWhatTheTableSays(String modelId, String trait, String value) {
        assertThat(table.of(modelId).value(known(trait))).isEqualTo(value);
    }

    @Test
    void everyModelToChatWithHasARowOfItsOwn() throws IOException {
        assumeTrue(Files.exists(REGIONS), "the captures of the Regions are not here");
        var ids = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(REGIONS)) {
            for (var file : files.filter(path -> path.endsWith("foundation-models.json"))
                    .toList()) {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .path("modelSummaries")
                        .forEach(model -> {
                            if (chats(model)) {
                                ids.add(model.path("modelId").asText());
                            }
                        });
            }
        }
        assertThat(ids)
                .hasSizeGreaterThan(80)
                .allSatisfy(id -> assertThat(table.row(id)).as(id).isNotNull());
    }

    /// Facts that both files state, each in its own form: a refusal there is a refusal here.
    @Test
    void whatIsKnownToBeRefusedIsRefused() throws IOException {
        assumeTrue(Files.exists(PARAMETERS), "the facts about models are not here");
        var lines = Csv.read(Files.readString(PARAMETERS));
        var head = lines.getFirst();
        for (var row : lines.subList(1, lines.size())) {
            for (var modelId : Models.ALL) {
                if (!Csv.first(lines, head, modelId).equals(row)) {
                    continue;
                }
                Map.of(
                                "temperature", Trait.TEMPERATURE,
                                "top_p", Trait.TOP_P,
                                "tool_choice_forced", Trait.FORCED_TOOL,
                                "json_schema", Trait.JSON_SCHEMA,
                                "cache", Trait.CACHE,
                                "system", Trait.SYSTEM,
                                "images", Trait.IMAGES,
                                "prefill", Trait.PREFILL,
                                "assistant_first", Trait.ASSISTANT_FIRST)
                        .forEach((column, trait) -> {
                            var cell = row.get(head.indexOf(column));
                            if (cell.startsWith("refuses") && !cell.contains("unknown")) {
                                assertThat(table.of(modelId).refuses(trait))
                                        .as(modelId + " " + column + ": " + cell)
                                        .isTrue();
                            } else if (cell.startsWith("takes")) {
                                assertThat(table.of(modelId).refuses(trait))
                                        .as(modelId + " " + column + ": " + cell)
                                        .isFalse();
                            }
                        });
            }
        }
    }

    @Test
    void anOperatorMayKnowBetter() {
        var other = TraitsTable.read(Map.of("amazon.nova-lite-v1:0", Map.of(Trait.MAX_OUTPUT, "20000")));
        assertThat(other.of("amazon.nova-lite-v1:0").manner().maxOutput()).isEqualTo(20_000);
        assertThat(other.of("amazon.nova-pro-v1:0").manner().maxOutput()).isEqualTo(10_000);
    }

    @Test
    void aValueThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> TraitsTable.read(Map.of("m", Map.of(Trait.CACHE, "perhaps"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TraitsTable.read(Map.of("m", Map.of(Trait.EFFORT, "loud"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasLearntLiesOverTheTable() {
        var learnt = new Learnt(List.of(new Lesson(Trait.CACHE, "no"), new Lesson(Trait.EFFORT_LEVELS, "low, high")));
        var traits = learnt.over(table.of("anthropic.claude-sonnet-4-6"));
        assertThat(traits.refuses(Trait.CACHE)).isTrue();
        assertThat(traits.how(Trait.CACHE).wire()).isEqualTo("learnt");
        assertThat(traits.how(Trait.IMAGES).wire()).isEqualTo("known");
        assertThat(traits.value(Trait.EFFORT_LEVELS)).isEqualTo("low high");
    }

    @Test
    void everyValueIsWrittenAsItIsRead() {
        for (var modelId : Models.ALL) {
            var traits = table.of(modelId);
            for (var trait : Trait.values()) {
                var value = traits.value(trait);
                if (!value.isEmpty() && !value.equals("unknown")) {
                    assertThat(traits.with(trait, value).value(trait)).isEqualTo(value);
                }
            }
        }
        assertThat(List.of(EffortForm.values())).hasSize(7);
        assertThat(List.of(OffForm.values())).hasSize(5);
        assertThat(List.of(Thoughts.values())).hasSize(4);
    }

    private static boolean chats(JsonNode model) {
        return model.path("outputModalities").toString().contains("TEXT")
                && model.path("inputModalities").toString().contains("TEXT")
                && !model.path("modelId").asText().matches(".*(rerank|sonic|pegasus).*");
    }

    private static Trait known(String name) {
        var trait = Trait.fromWire(name);
        return Objects.requireNonNull(trait, name);
    }
}
