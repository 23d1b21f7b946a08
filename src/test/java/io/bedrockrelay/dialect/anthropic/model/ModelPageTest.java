package io.bedrockrelay.dialect.anthropic.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPageTest {
    private static final List<AnthropicModel> ALL = IntStream.range(0, 25)
            .mapToObj(i -> model("m" + i, "Model " + i, Instant.EPOCH.plusSeconds(i), false, 0))
            .toList();

    @Test
    void goesThroughAllPagesForwards() {
        var seen = new ArrayList<AnthropicModel>();
        String after = null;
        boolean more = true;
        while (more) {
            var page = page("7", null, after);
            seen.addAll(page.models());
            more = page.hasMore();
            after = page.models().getLast().id();
        }
        assertThat(seen).isEqualTo(ALL);
    }

    @Test
    void goesBackwards() {
        assertThat(page("3", "m5", null)).isEqualTo(new ModelPage(ALL.subList(2, 5), true));
        assertThat(page("3", "m2", null)).isEqualTo(new ModelPage(ALL.subList(0, 2), false));
    }

    @Test
    void hasTwentyOnAPageUnlessAsked() {
        assertThat(page(null, null, null)).isEqualTo(new ModelPage(ALL.subList(0, 20), true));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"0,-,-", "1001,-,-", "x,-,-", "-1,-,-", "-,m1,m2", "-,gone,-", "-,-,gone"})
    void refusesWhatMakesNoPage(@Nullable String limit, @Nullable String before, @Nullable String after) {
        assertThat(ModelPage.of(ALL, limit, before, after)).isInstanceOf(ModelPage.Cut.Refused.class);
    }

    @Test
    void writesAnthropicsShape() {
        var out = new JsonWriter();
        new ModelPage(List.of(model("a", "A", null, true, 200_000)), false).write(out);

        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("{\"data\":[{\"type\":\"model\",\"id\":\"a\",\"display_name\":\"A\","
                        + "\"created_at\":\"1970-01-01T00:00:00Z\",\"lifecycle\":\"deprecated\",\"deprecated_at\":\"1970-01-01T00:00:01Z\","
                        + "\"retires_at\":null,\"line\":null,\"max_input_tokens\":200000,\"max_tokens\":null,"
                        + "\"capabilities\":null}],"
                        + "\"has_more\":false,\"first_id\":\"a\",\"last_id\":\"a\"}");
    }

    @Test
    void writesAnEmptyPage() {
        var out = new JsonWriter();
        new ModelPage(List.of(), false).write(out);

        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "anthropic.claude-opus-4-5-20251101-v1:0,opus",
                "anthropic.claude-3-5-haiku-20241022-v1:0,haiku",
                "anthropic.claude-fable-5,fable",
                "anthropic.claude-v2:1,-",
                "amazon.nova-opus,-",
            })
    void knowsTheLineOfClaudeModels(String id, @Nullable String line) {
        assertThat(AnthropicModel.line(id)).isEqualTo(line);
    }

    private static AnthropicModel model(String id, String name, @Nullable Instant created, boolean legacy, long input) {
        return new AnthropicModel(
                id, name, null, created, legacy, legacy ? Instant.EPOCH.plusSeconds(1) : null, null, null, input, 0);
    }

    private static ModelPage page(@Nullable String limit, @Nullable String before, @Nullable String after) {
        return switch (ModelPage.of(ALL, limit, before, after)) {
            case ModelPage.Cut.Page(var page) -> page;
            case ModelPage.Cut.Refused(var failure) -> throw new AssertionError(failure.message());
        };
    }
}
