package io.bedrockrelay.catalogue.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.catalogue.resolve.Worlds;
import io.bedrockrelay.catalogue.view.ModelFilter.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The views over Bedrock's real lists, and their JSON names, which are a contract.
class ViewsTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static Resolver resolver;
    private static Views views;

    @BeforeAll
    static void load() {
        resolver = Worlds.captured(Map.of("zai.glm-5", "amazon.nova-pro-v1:0"));
        views = new Views(resolver, Policy.DEFAULT, List.of("titan-text-lite", "nova-micro"));
    }

    private static RegionResolver region(String name) {
        return Objects.requireNonNull(resolver.region(name));
    }

    private static ModelView model(String name) {
        return Objects.requireNonNull(views.model(region("us-east-1"), name));
    }

    private static List<String> ids(String region, View view) {
        return views.models(region(region), new ModelFilter(view, null, null, null)).stream()
                .map(ModelView::id)
                .toList();
    }

    @Test
    void aListingHasTheNamesOfTheContract() {
        List<ModelView> models =
                views.models(region("eu-west-2"), new ModelFilter(View.RECOMMENDED, null, null, "sonnet-4-6"));
        JsonNode json = JSON.valueToTree(
                new ModelListing("eu-west-2", models.size(), Instant.parse("2026-11-22T10:00:00Z"), false, models));

        assertThat(json.path("region").asText()).isEqualTo("eu-west-2");
        assertThat(json.path("totalCount").asInt()).isEqualTo(1);
        assertThat(json.path("refreshedAt").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(json.path("stale").asBoolean(true)).isFalse();
        JsonNode model = json.path("models").path(0);
        assertThat(model.path("id").asText()).isEqualTo("anthropic.claude-sonnet-4-6");
        assertThat(model.path("name").asText()).isEqualTo("Claude Sonnet 4.6");
        assertThat(model.path("provider").asText()).isEqualTo("Anthropic");
        assertThat(model.path("inputModalities").toString()).isEqualTo("[\"TEXT\",\"IMAGE\"]");
        assertThat(model.path("outputModalities").toString()).isEqualTo("[\"TEXT\"]");
        assertThat(model.path("streaming").asBoolean()).isTrue();
        assertThat(model.path("lifecycle").asText()).isEqualTo("ACTIVE");
        assertThat(model.path("profileSupport").asText()).isEqualTo("OPTIONAL");
        assertThat(model.path("invocationId").asText()).isEqualTo("eu.anthropic.claude-sonnet-4-6");
        assertThat(model.path("scope").asText()).isEqualTo("geographic");
        assertThat(model.path("recommended").asBoolean()).isTrue();
        assertThat(model.path("notRecommendedBecause").isArray()).isTrue();
        assertThat(model.path("notRecommendedBecause").isEmpty()).isTrue();
        assertThat(model.path("contextWindow").asInt()).isEqualTo(1_000_000);
        assertThat(model.path("maxOutputTokens").asInt()).isEqualTo(128_000);
        assertThat(model.path("abilities").toString()).contains("\"tools\"", "\"reasoning\"", "\"vision\"");
        assertThat(model.has("unavailableBecause")).isFalse();
        JsonNode profile = model.path("profiles").path(0);
        assertThat(profile.path("id").asText()).isEqualTo("eu.anthropic.claude-sonnet-4-6");
        assertThat(profile.path("scope").asText()).isEqualTo("geographic");
        assertThat(profile.path("geography").asText()).isEqualTo("eu");
        assertThat(profile.path("destinations").toString()).contains("\"eu-central-1\"", "\"eu-west-1\"");
    }

    @Test
    void anExplanationHasTheNamesOfTheContract() {
        JsonNode json = JSON.valueToTree(resolver.explain("claude-sonnet-4-6", "eu-west-2", Policy.DEFAULT));

        assertThat(json.path("requested").asText()).isEqualTo("claude-sonnet-4-6");
        assertThat(json.path("region").asText()).isEqualTo("eu-west-2");
        assertThat(json.path("model").asText()).isEqualTo("anthropic.claude-sonnet-4-6");
        assertThat(json.path("matchedAs").asText()).isEqualTo("short-name");
        assertThat(json.path("chosen").path("invocationId").asText()).isEqualTo("eu.anthropic.claude-sonnet-4-6");
        assertThat(json.path("chosen").path("scope").asText()).isEqualTo("geographic");
        assertThat(json.path("chosen").path("destinations").isArray()).isTrue();
        assertThat(json.path("candidates").toString()).isEqualTo("""
                        [{"invocationId":"eu.anthropic.claude-sonnet-4-6","scope":"geographic","verdict":"chosen",\
                        "reason":"first of the allowed scopes geographic, in-region, global"},\
                        {"invocationId":"anthropic.claude-sonnet-4-6","scope":"in-region","verdict":"allowed",\
                        "reason":"ranked after geographic"},\
                        {"invocationId":"global.anthropic.claude-sonnet-4-6","scope":"global","verdict":"allowed",\
                        "reason":"ranked after in-region"}]""");
        assertThat(json.has("refusal")).isFalse();
    }

    @Test
    void aRefusedExplanationSaysThatNothingWasChosenAndWhatWouldWork() {
        JsonNode json = JSON.valueToTree(resolver.explain("eu.amazon.nova-pro-v1:0", "us-east-1", Policy.DEFAULT));

        assertThat(json.has("chosen")).isTrue();
        assertThat(json.path("chosen").isNull()).isTrue();
        JsonNode refusal = json.path("refusal");
        assertThat(refusal.path("code").asText()).isEqualTo("model_unavailable");
        assertThat(refusal.path("message").asText()).contains("eu.amazon.nova-pro-v1:0", "us-east-1");
        assertThat(refusal.path("nearest").isArray()).isTrue();
        assertThat(refusal.path("usable").toString()).contains("us.amazon.nova-pro-v1:0");
        assertThat(refusal.path("worksIn").findValuesAsText("region")).contains("eu-west-1");
        assertThat(refusal.path("worksIn").path(0).path("invocationId").asText())
                .isEqualTo("eu.amazon.nova-pro-v1:0");

        JsonNode unknown = JSON.valueToTree(resolver.explain("claude-sonet-4-5", "us-east-1", Policy.DEFAULT));
        assertThat(unknown.path("refusal").path("code").asText()).isEqualTo("model_not_found");
        assertThat(unknown.path("refusal").path("nearest").toString()).contains("claude-sonnet-4-5");
    }

    @Test
    void theViewsContainEachOther() {
        for (RegionResolver each : resolver.loaded()) {
            String region = each.catalogue().region();
            assertThat(ids(region, View.ALL)).containsAll(ids(region, View.USABLE));
            assertThat(ids(region, View.USABLE)).containsAll(ids(region, View.RECOMMENDED));
            assertThat(ids(region, View.ALL)).hasSize(each.catalogue().models().size());
        }
    }

    @Test
    void recommendedMeansChatActiveUsableWithProfileAndNotObsolete() {
        assertThat(ids("us-east-1", View.RECOMMENDED))
                .contains("anthropic.claude-sonnet-4-5-20250929-v1:0", "amazon.nova-pro-v1:0", "openai.gpt-5.6-luna")
                .doesNotContain(
                        "amazon.nova-premier-v1:0",
                        "amazon.nova-micro-v1:0",
                        "cohere.embed-v4:0",
                        "cohere.rerank-v3-5:0",
                        "twelvelabs.pegasus-1-2-v1:0",
                        "openai.gpt-oss-120b-1:0",
                        "amazon.nova-pro-v1:0:24k",
                        "anthropic.claude-3-sonnet-20240229-v1:0");
        assertThat(model("amazon.nova-premier-v1:0").notRecommendedBecause())
                .containsExactly("its lifecycle is LEGACY");
        assertThat(model("nova-micro").notRecommendedBecause()).containsExactly("on the list of obsolete models");
        assertThat(model("amazon.nova-pro-v1:0:24k").unavailableBecause()).contains("context-window variant");
        assertThat(views.model(region("us-east-1"), "no-such-model")).isNull();
    }

    @Test
    void usableHasWhatNeedsNoProfileAndWhatOnlyAProfileNames() {
        assertThat(ids("us-east-1", View.USABLE))
                .contains("openai.gpt-oss-120b-1:0", "anthropic.claude-3-sonnet-20240229-v1:0")
                .doesNotContain("amazon.nova-pro-v1:0:24k", "amazon.nova-canvas-v1:0", "amazon.nova-sonic-v1:0");
        assertThat(ids("us-east-2", View.USABLE)).contains("meta.llama3-1-405b-instruct-v1:0");
    }

    @Test
    void filtersNarrowAView() {
        RegionResolver here = region("us-east-1");
        assertThat(views.models(here, new ModelFilter(View.ALL, "anthropic", null, null)))
                .isNotEmpty()
                .allMatch(model -> model.provider().equals("Anthropic"));
        assertThat(views.models(here, new ModelFilter(View.ALL, null, "REQUIRED", null)))
                .isNotEmpty()
                .allMatch(model -> model.profileSupport().equals("REQUIRED"));
        assertThat(views.models(here, new ModelFilter(View.ALL, null, "global", null)))
                .hasSize(18);
        assertThat(views.models(here, new ModelFilter(View.ALL, null, "us.amazon.nova-pro-v1:0", null)))
                .singleElement()
                .satisfies(model -> assertThat(model.id()).isEqualTo("amazon.nova-pro-v1:0"));
        assertThat(views.models(here, new ModelFilter(View.ALL, null, null, "NOVA pro")))
                .isNotEmpty()
                .allMatch(model -> model.id().contains("nova-pro"));
    }

    @Test
    void anAliasThatHidesAnIdDoesNotBendTheListing() {
        assertThat(model("zai.glm-5").invocationId()).isEqualTo("zai.glm-5");
    }

    @Test
    void statisticsAddUp() {
        Statistics figures = views.statistics(region("us-east-1"));

        assertThat(figures.listed()).isEqualTo(121);
        assertThat(figures.totals().models()).isEqualTo(figures.listed() + figures.remote());
        assertThat(figures.totals().active()).isEqualTo(121 - 17);
        assertThat(figures.providers().values().stream()
                        .mapToInt(Statistics.Totals::models)
                        .sum())
                .isEqualTo(figures.totals().models());
        assertThat(figures.support().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(figures.totals().models());
        assertThat(figures.scopes().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(figures.totals().chat());
        assertThat(figures.totals().current())
                .isEqualTo(ids("us-east-1", View.RECOMMENDED).size());
    }

    @Test
    void theMatrixHasACellForEveryRegion() {
        Availability matrix = views.availability(new ModelFilter(View.ALL, null, null, "nova-pro-v1:0"));

        assertThat(matrix.regions()).hasSize(20).startsWith("us-east-1");
        Availability.Row row = matrix.models().getFirst();
        assertThat(row.id()).isEqualTo("amazon.nova-pro-v1:0");
        assertThat(row.regions()).hasSize(20);
        assertThat(cell(row, "eu-west-2").invocationId()).isEqualTo("amazon.nova-pro-v1:0");
        assertThat(cell(row, "ap-northeast-1").invocationId()).isEqualTo("apac.amazon.nova-pro-v1:0");
        assertThat(cell(row, "sa-east-1").because()).contains("not offered");
        assertThat(views.availability(ModelFilter.all()).models())
                .extracting(Availability.Row::id)
                .containsExactlyElementsOf(resolver.loaded().stream()
                        .flatMap(each -> each.catalogue().models().stream())
                        .map(Model::id)
                        .sorted()
                        .distinct()
                        .toList());
    }

    private static Availability.Cell cell(Availability.Row row, String region) {
        return Objects.requireNonNull(row.regions().get(region));
    }

    @Test
    void profilesAreListedByType() {
        RegionResolver here = region("us-east-1");
        assertThat(views.profiles(here, null)).hasSize(74);
        assertThat(views.profiles(here, "SYSTEM_DEFINED")).hasSize(71);
        assertThat(views.profiles(here, "APPLICATION"))
                .extracting(ProfileView::name, ProfileView::models)
                .contains(tuple("team-a-nova-micro", List.of("amazon.nova-micro-v1:0")));
    }
}
