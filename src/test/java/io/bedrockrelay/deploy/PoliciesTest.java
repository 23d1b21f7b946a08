package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bedrockrelay.chat.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrock.BedrockClient;

/// The IAM policies allow what the relay calls, and nothing else.
class PoliciesTest {
    private static final Path FOLDER = Path.of("deploy/iam");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What Converse, Invoke and their streams are to IAM; count-tokens has an action of its own.
    private static final Set<String> RUNTIME =
            Set.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:CountTokens");

    static Stream<Path> policies() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyNamesActionsOfBedrockOneByOne(Path file) throws IOException {
        var policy = JSON.readTree(file.toFile());
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        for (var statement : policy.path("Statement")) {
            assertThat(statement.path("Sid").asText()).matches("[A-Za-z0-9]+");
            assertThat(texts(statement.path("Action"))).allMatch(action -> action.matches("bedrock:[A-Za-z]+"));
            if (statement.path("Effect").asText().equals("Allow")
                    && texts(statement.path("Action")).stream().noneMatch(action -> action.contains(":List"))) {
                assertThat(texts(statement.path("Resource"))).allMatch(arn -> arn.startsWith("arn:aws:bedrock:"));
            }
        }
    }

    /// A role is taken by the very account of the pods, which is named once more in `k8s/` and by the chart's example.
    @Test
    void theRoleTrustsTheServiceAccountOfTheManifests() throws IOException {
        var account = Overlay.of(States.K8S.resolve("base")).only("ServiceAccount");
        var irsa = JSON.readTree(FOLDER.resolve("trust/irsa.json").toFile()).at("/Statement/0");
        assertThat(irsa.path("Action").asText()).isEqualTo("sts:AssumeRoleWithWebIdentity");
        assertThat(irsa.at("/Condition/StringEquals")
                        .path("${OIDC_PROVIDER}:sub")
                        .asText())
                .isEqualTo("system:serviceaccount:" + Tree.at(account, "metadata.namespace") + ":"
                        + Tree.at(account, "metadata.name"));
        assertThat(irsa.at("/Principal/Federated").asText()).startsWith("arn:${PARTITION}:iam::${ACCOUNT}:");
        var podIdentity = JSON.readTree(
                        FOLDER.resolve("trust/pod-identity.json").toFile())
                .at("/Statement/0");
        assertThat(texts(podIdentity.path("Action"))).containsExactlyInAnyOrder("sts:AssumeRole", "sts:TagSession");
        assertThat(podIdentity.at("/Principal/Service").asText()).isEqualTo("pods.eks.amazonaws.com");
    }

    @Test
    void everyCallOfTheRelayIsAllowed() throws IOException {
        assertThat(allowed("relay.json")).containsAll(RUNTIME);
        assertThat(allowed("residency-eu.json")).isEqualTo(allowed("relay.json"));
        var all = new TreeSet<>(allowed("relay.json"));
        all.addAll(allowed("admin.json"));
        assertThat(all).containsAll(controlPlane());
    }

    /// A global profile's model has no Region in its ARN, and Bedrock checks it with a Region called "unspecified".
    @Test
    void theResidencyPolicyDeniesWhatLeavesEurope() throws IOException {
        var denied = Stream.of("NeverInvokeAnywhereElse", "NeverInvokeThroughAGlobalProfile")
                .map(sid -> statement("residency-eu.json", sid))
                .toList();
        assertThat(denied).allSatisfy(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
            assertThat(statement.path("Resource").asText()).isEqualTo("*");
            assertThat(texts(statement.path("Action"))).containsAll(RUNTIME);
        });
        assertThat(denied.getFirst()
                        .at("/Condition/StringNotLike/aws:RequestedRegion")
                        .asText())
                .isEqualTo("eu-*");
        assertThat(denied.getLast()
                        .at("/Condition/ArnLike/bedrock:InferenceProfileArn")
                        .asText())
                .endsWith(":inference-profile/global.*");
    }

    /// The operations of the control plane that the code calls, as actions.
    private static Set<String> controlPlane() {
        return new ClassFileImporter()
                        .importUrl(FailureCode.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())
                        .stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(BedrockClient.class))
                        .map(call -> call.getName())
                        .filter(name -> !Set.of("builder", "close", "create").contains(name))
                        .map(name -> "bedrock:" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                        .collect(Collectors.toSet());
    }

    private static Set<String> allowed(String file) throws IOException {
        var actions = new TreeSet<String>();
        for (var statement : JSON.readTree(FOLDER.resolve(file).toFile()).path("Statement")) {
            if (statement.path("Effect").asText().equals("Allow")) {
                actions.addAll(texts(statement.path("Action")));
            }
        }
        return actions;
    }

    private static JsonNode statement(String file, String sid) {
        try {
            for (var statement : JSON.readTree(FOLDER.resolve(file).toFile()).path("Statement")) {
                if (statement.path("Sid").asText().equals(sid)) {
                    return statement;
                }
            }
            throw new AssertionError("no " + sid);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static Set<String> texts(JsonNode node) {
        var texts = new TreeSet<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(inner -> texts.add(inner.asText()));
        return texts;
    }
}
