package io.bedrockrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Permission.Denied;
import io.bedrockrelay.access.Permission.Permitted;
import io.bedrockrelay.catalogue.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every caller × every target, against a table that people can read: `yes`, `no`, or `own` where the call is moved
/// to the caller's own application profile.
class PermissionTest {
    private static final List<String> LINES = table();
    private static final List<String> COLUMNS = cells(LINES.getFirst());
    private static final Map<String, List<String>> ROWS = LINES.stream()
            .skip(2)
            .map(PermissionTest::cells)
            .collect(Collectors.toMap(List::getFirst, Function.identity()));

    @Test
    void theTableHasEveryCallerAndEveryTarget() {
        assertThat(ROWS.keySet()).isEqualTo(Callers.all().keySet());
        assertThat(COLUMNS.stream().skip(1))
                .containsExactlyElementsOf(Callers.targets().keySet());
    }

    @TestFactory
    Stream<DynamicTest> callerTimesTarget() {
        return Callers.all().entrySet().stream().flatMap(caller -> Callers.targets().entrySet().stream()
                .map(target -> DynamicTest.dynamicTest(caller.getKey() + " × " + target.getKey(), () -> assertThat(
                                verdict(caller.getValue(), target.getValue()))
                        .isEqualTo(expected(caller.getKey(), target.getKey())))));
    }

    @Test
    void aDenialNamesTheKeyAndTheRule() {
        assertThat(denied("anthropic", "nova bare"))
                .isEqualTo("The key team-a may not use amazon.nova-pro-v1:0, only models that match anthropic.*.");
        assertThat(denied("eu-regions", "nova bare"))
                .isEqualTo("The key team-a may not call Region us-east-1, only eu-*.");
        assertThat(denied("in-region", "sonnet global"))
                .isEqualTo("The key team-a may not use global.anthropic.claude-sonnet-4-6: it may use in-region only.");
        assertThat(denied("stays-london", "sonnet eu profile"))
                .isEqualTo(
                        "The key team-a may not use eu.anthropic.claude-sonnet-4-6: the data must stay in eu-west-2.");
        assertThat(denied("booked", "sonnet other app"))
                .isEqualTo("The key team-a books anthropic.claude-sonnet-4-6 on the application profile " + Callers.OWN
                        + " and may not use another one.");
    }

    @Test
    void anArnOfAnotherRegionIsNotTheProfileToUse() {
        var profiles = new ApplicationProfiles(Map.of(Callers.SONNET, List.of(Callers.OWN)));
        assertThat(profiles.of(Callers.SONNET, "eu-west-2")).contains(Callers.OWN);
        assertThat(profiles.of(Callers.SONNET, "us-east-1")).isEmpty();
        assertThat(profiles.of(Callers.NOVA, "eu-west-2")).isEmpty();
    }

    @Test
    void whatMayNotBeCalledIsNotListed() {
        assertThat(Permission.mayList(Callers.caller("anthropic"), Callers.SONNET, "eu-west-2"))
                .isTrue();
        assertThat(Permission.mayList(Callers.caller("anthropic"), Callers.NOVA, "eu-west-2"))
                .isFalse();
        assertThat(Permission.mayList(Callers.caller("eu-regions"), Callers.NOVA, "us-east-1"))
                .isFalse();
        assertThat(Permission.mayList(Caller.OPEN, Callers.NOVA, "us-east-1")).isTrue();
    }

    @Test
    void theLayerForTheResolverIsTheKeysOwn() {
        assertThat(Callers.caller("everything").restrictions()).isEmpty();
        assertThat(Callers.caller("stays-eu").restrictions()).singleElement().satisfies(layer -> {
            assertThat(layer.by()).isEqualTo("the key team-a");
            assertThat(layer.residency()).containsExactly("eu-*");
            assertThat(layer.scopes()).isEmpty();
        });
    }

    @Test
    void theDefaultRegionIsTheKeysOrTheServices() {
        var grant = new Grant(
                Set.of(CallerRole.CHAT),
                List.of(),
                List.of(new Glob("eu-*")),
                List.of(),
                List.of(),
                "eu-west-1",
                ApplicationProfiles.NONE,
                Limits.NONE);
        assertThat(Callers.key(grant).regionOr("us-east-1")).isEqualTo("eu-west-1");
        assertThat(Caller.OPEN.regionOr("us-east-1")).isEqualTo("us-east-1");
    }

    private static String denied(String caller, String target) {
        return ((Denied) Permission.of(Callers.caller(caller), Callers.target(target))).reason();
    }

    private static String verdict(Caller caller, Target target) {
        return switch (Permission.of(caller, target)) {
            case Permitted(var profile) -> profile == null ? "yes" : "own";
            case Denied _ -> "no";
        };
    }

    private static String expected(String caller, String target) {
        return Objects.requireNonNull(ROWS.get(caller)).get(COLUMNS.indexOf(target));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static List<String> table() {
        try (var in = PermissionTest.class.getResourceAsStream("/access/permissions.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("|"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
