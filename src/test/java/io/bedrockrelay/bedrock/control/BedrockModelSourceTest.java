package io.bedrockrelay.bedrock.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.bedrock.Captures;
import io.bedrockrelay.bedrock.ClosedPort;
import io.bedrockrelay.bedrock.FakeBedrock;
import io.bedrockrelay.bedrock.Lanes;
import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.SourceException.Kind;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.bedrockrelay.emulator.control.ControlFault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

@Timeout(60)
class BedrockModelSourceTest {
    private static final Path REGIONS = Path.of("..", "shared", "bedrock", "regions");

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var closeable : open.reversed()) {
            closeable.close();
        }
        FakeBedrock.await(vertx.close());
    }

    private Emulator emulator() {
        var emulator = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
        open.add(emulator);
        return emulator;
    }

    private BedrockModelSource source(URI url, Duration timeout, boolean applicationProfiles, Credentials credentials) {
        var endpoints = new Endpoints(Optional.of(url), Map.of(), false, false);
        var clients = new ControlClients(endpoints, credentials, UrlConnectionHttpClient::create, timeout);
        open.add(clients);
        return new BedrockModelSource(clients, applicationProfiles);
    }

    private BedrockModelSource source(URI url) {
        return source(url, Duration.ofSeconds(20), true, Lanes.credentials());
    }

    private SourceException failure(BedrockModelSource source) {
        return catchThrowableOfType(SourceException.class, () -> source.fetch("eu-west-1"));
    }

    @Test
    void listsEverythingThatTwentyRegionsList() throws Exception {
        assumeTrue(Files.isDirectory(REGIONS), "recorded data is not here");
        var emulator = emulator();
        emulator.useCaptures(REGIONS);
        var source = source(emulator.uri());
        try (var regions = Files.list(REGIONS)) {
            for (var region : regions.map(Path::getFileName).map(Path::toString).toList()) {
                assertLists(source, region);
            }
        }
    }

    private static void assertLists(BedrockModelSource source, String region) throws Exception {
        var listing = source.fetch(region);
        var models =
                Captures.json("regions/" + region + "/foundation-models.json").path("modelSummaries");
        assertThat(listing.models()).as(region).hasSize(models.size());
        for (int i = 0; i < models.size(); i++) {
            assertModel(listing.models().get(i), models.get(i));
        }
        var profiles =
                Captures.json("regions/" + region + "/inference-profiles.json").path("inferenceProfileSummaries");
        var system = listing.profiles().stream()
                .filter(profile -> profile.type().equals(ListedProfile.SYSTEM_DEFINED))
                .toList();
        assertThat(system).as(region).hasSize(profiles.size());
        for (int i = 0; i < profiles.size(); i++) {
            assertThat(system.get(i).id())
                    .isEqualTo(profiles.get(i).path("inferenceProfileId").asText());
            assertThat(system.get(i).modelArns())
                    .isEqualTo(texts(profiles.get(i).path("models"), "modelArn"));
        }
    }

    private static void assertModel(ListedModel model, JsonNode recorded) {
        assertThat(model.id()).isEqualTo(recorded.path("modelId").asText());
        assertThat(model.arn()).isEqualTo(recorded.path("modelArn").asText());
        assertThat(model.inferenceTypes()).isEqualTo(texts(recorded.path("inferenceTypesSupported"), ""));
        assertThat(model.inputModalities()).isEqualTo(texts(recorded.path("inputModalities"), ""));
        assertThat(model.outputModalities()).isEqualTo(texts(recorded.path("outputModalities"), ""));
        assertThat(model.streaming())
                .isEqualTo(recorded.path("responseStreamingSupported").asBoolean(false));
        assertThat(model.lifecycle().status())
                .isEqualTo(recorded.path("modelLifecycle").path("status").asText("ACTIVE"));
    }

    private static List<String> texts(JsonNode array, String field) {
        var texts = new ArrayList<String>();
        array.forEach(item ->
                texts.add(field.isEmpty() ? item.asText() : item.path(field).asText()));
        return texts;
    }

    @Test
    void listsApplicationProfilesOnlyWhereWanted() throws SourceException {
        var emulator = emulator();
        var with = types(source(emulator.uri()));
        var without = types(source(emulator.uri(), Duration.ofSeconds(20), false, Lanes.credentials()));
        assertThat(with).containsExactlyInAnyOrder(ListedProfile.SYSTEM_DEFINED, ListedProfile.APPLICATION);
        assertThat(without).containsExactly(ListedProfile.SYSTEM_DEFINED);
    }

    private static Set<String> types(BedrockModelSource source) throws SourceException {
        var types = new HashSet<String>();
        source.fetch("us-east-1").profiles().forEach(profile -> types.add(profile.type()));
        return types;
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, THROTTLED, no more calls",
        "BROKEN, UNAVAILABLE, 500",
        "OFF, NOT_ENABLED, opt-in",
        "DENIED, ACCESS_DENIED, bedrock:ListInferenceProfiles",
        "MALFORMED, UNAVAILABLE, eu-west-1",
    })
    void tellsWhyARegionCannotBeListed(ControlFault fault, Kind kind, String words) {
        var emulator = emulator();
        emulator.failControlPlane("eu-west-1", fault);
        var failure = failure(source(emulator.uri()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).contains("eu-west-1", words);
    }

    @Test
    void aRegionThatHangsIsGivenUpInTime() {
        var emulator = emulator();
        emulator.failControlPlane("eu-west-1", ControlFault.HANGING);
        var failure = failure(source(emulator.uri(), Duration.ofMillis(300), true, Lanes.credentials()));
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure.getMessage()).contains("300 ms", "relay.catalogue.timeout");
    }

    @Test
    void aHostThatTakesNoConnectionIsUnavailable() throws IOException {
        try (var closed = new ClosedPort()) {
            assertThat(failure(source(closed.url())).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    private FakeBedrock paging(Map<String, String> pages) {
        var bedrock =
                new FakeBedrock(vertx, (request, response) -> response.putHeader("Content-Type", "application/json")
                        .end(answer(request, pages)));
        open.add(bedrock);
        return bedrock;
    }

    private static String answer(HttpServerRequest request, Map<String, String> pages) {
        if (request.uri().startsWith("/foundation-models")) {
            return "{\"modelSummaries\":[]}";
        }
        if ("APPLICATION".equals(request.getParam("type"))) {
            return "{\"inferenceProfileSummaries\":[]}";
        }
        var token = request.getParam("nextToken");
        return pages.getOrDefault(token == null ? "" : token, "{}");
    }

    private static String page(String id, String next) {
        var profile = id.isEmpty()
                ? ""
                : "{\"inferenceProfileId\":\"" + id
                        + "\",\"inferenceProfileArn\":\"arn\",\"inferenceProfileName\":\"n\","
                        + "\"status\":\"ACTIVE\",\"type\":\"SYSTEM_DEFINED\",\"models\":[{\"modelArn\":\"m\"}]}";
        return "{\"inferenceProfileSummaries\":[" + profile + "]"
                + (next.isEmpty() ? "" : ",\"nextToken\":\"" + next + "\"") + "}";
    }

    @Test
    void anEmptyPageIsNotTheLast() throws SourceException {
        var bedrock = paging(Map.of("", page("us.a", "t1"), "t1", page("", "t2"), "t2", page("us.b", "")));
        assertThat(source(bedrock.url()).fetch("eu-west-1").profiles())
                .extracting(ListedProfile::id)
                .containsExactly("us.a", "us.b");
    }

    @Test
    void aListThatGoesRoundInCirclesIsNoAnswer() {
        var bedrock = paging(Map.of("", page("us.a", "t1"), "t1", page("us.b", "t1")));
        var failure = failure(source(bedrock.url()));
        assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
    }

    @Test
    void anEntryWithoutAnIdIsLeftOutAndOneThatStandsTwiceCountsOnce() throws SourceException {
        var bedrock = paging(Map.of(
                "",
                page("us.a", "t1").replace("[{", "[{\"models\":[]},{\"inferenceProfileId\":\" \",\"models\":[]},{"),
                "t1",
                page("us.a", "t2"),
                "t2",
                page("us.b", "")));
        assertThat(source(bedrock.url()).fetch("eu-west-1").profiles())
                .extracting(ListedProfile::id)
                .containsExactly("us.a", "us.b");
    }

    @Test
    void anApiKeyIsSentInsteadOfASignature() throws Exception {
        var bedrock = paging(Map.of("", page("us.a", "")));
        var credentials = new Credentials("api-key-1", () -> null, new BlockingCalls(Runnable::run), Clock.systemUTC());
        source(bedrock.url(), Duration.ofSeconds(20), true, credentials).fetch("eu-west-1");
        assertThat(bedrock.next().headers()).containsEntry("Authorization", "Bearer api-key-1");
    }

    @Test
    void withoutCredentialsItSaysWhatToSet() {
        var bedrock = paging(Map.of());
        var credentials = new Credentials(
                null,
                () -> {
                    throw SdkClientException.create(
                            "Unable to load credentials from any of the providers in the chain");
                },
                new BlockingCalls(Runnable::run),
                Clock.systemUTC());
        var failure = failure(source(bedrock.url(), Duration.ofSeconds(20), true, credentials));
        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure.getMessage()).contains("AWS_BEARER_TOKEN_BEDROCK");
    }

    @Test
    void manyRegionsAreListedAtOnceOverOneClient() throws IOException {
        var emulator = emulator();
        var source = source(emulator.uri());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var listings = List.of("us-east-1", "eu-west-1", "ap-northeast-1", "sa-east-1").stream()
                    .map(region -> executor.submit(() -> source.fetch(region)))
                    .toList();
            assertThat(listings)
                    .allSatisfy(listing -> assertThat(listing.get().models()).isNotEmpty());
        }
        assertThatThrownBy(() -> source.fetch("xx-nowhere-1")).isInstanceOf(SourceException.class);
    }
}
