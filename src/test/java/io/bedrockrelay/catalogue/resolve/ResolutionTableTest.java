package io.bedrockrelay.catalogue.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.resolve.ResolutionTable.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the table, against the captured answers of all Regions.
class ResolutionTableTest {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("sonnet", "claude-sonnet-4-5"),
            Map.entry("sonnet-house", "sonnet"),
            Map.entry("billed", "team-b-claude"),
            Map.entry("claude-haiku-4-5", "amazon.nova-lite-v1:0"),
            Map.entry("zai.glm-5", "amazon.nova-pro-v1:0"),
            Map.entry("elsewhere", "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"),
            Map.entry("round", "and-round"),
            Map.entry("and-round", "round"),
            Map.entry("gone", "anthropic.claude-2"),
            Map.entry("long", "claude-sonnet-4-6[1m]"));

    private static Resolver resolver;

    @BeforeAll
    static void load() {
        resolver = Worlds.captured(ALIASES);
    }

    static List<Row> rows() {
        return ResolutionTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row(Row row) {
        String region = row.region().isEmpty() ? null : row.region();
        var resolution = resolver.resolve(row.name(), region, row.policy());

        assertThat(resolution.requested()).isEqualTo(row.name());
        switch (resolution) {
            case Target target -> {
                String tail = (target.longContext() ? " long-context" : "") + (target.legacy() ? " legacy" : "");
                String where = region == null || !target.region().equals(region) ? " @" + target.region() : "";
                assertThat(target.invocationId() + " (" + target.scope().label() + ")" + where + tail)
                        .isEqualTo(row.answer());
            }
            case Refusal refusal -> {
                String expected = row.answer();
                assertThat(expected).as(refusal.toString()).startsWith("refused ");
                int colon = expected.indexOf(": ");
                assertThat(refusal.code().label()).isEqualTo(expected.substring("refused ".length(), colon));
                assertThat(refusal.message()).contains(expected.substring(colon + 2));
            }
        }
        // Asked again, what is remembered must say the same.
        assertThat(resolver.resolve(row.name(), region, row.policy())).isEqualTo(resolution);
    }

    static List<Row> written() {
        return ResolutionTable.written();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    void writtenName(Row row) {
        Resolver people = WithoutAliases.RESOLVER;
        var resolution = people.resolve(row.name(), row.region(), row.policy());

        switch (resolution) {
            case Target target -> {
                String tail = (target.longContext() ? " long-context" : "") + (target.legacy() ? " legacy" : "");
                assertThat(target.invocationId() + " (" + target.scope().label() + ")" + tail)
                        .isEqualTo(row.answer());
            }
            case Refusal refusal -> {
                assertThat("refused " + refusal.code().label() + ": " + refusal.message())
                        .startsWith(row.answer().substring(0, row.answer().indexOf(": ") + 2))
                        .contains(row.answer().substring(row.answer().indexOf(": ") + 2));
                assertThat(refusal.nearest()).doesNotHaveDuplicates();
                // What cannot be called is not said to be callable by the very same name.
                assertThat(refusal.usable()).doesNotContain(row.name());
            }
        }
        assertThat(people.resolve(row.name(), row.region(), row.policy())).isEqualTo(resolution);
    }

    @Test
    void aWrittenNameIsToldAsOne() {
        Resolver people = WithoutAliases.RESOLVER;

        for (String name :
                List.of("Claude Sonnet 4.5", "bedrock/claude-sonnet-4-5", "us.claude-sonnet-4-5", "sonnet")) {
            assertThat(people.explain(name, "us-east-1", Policy.DEFAULT).matchedAs())
                    .as(name)
                    .isEqualTo("written-form");
        }
        assertThat(people.explain("claude-sonnet-4-5", "us-east-1", Policy.DEFAULT)
                        .matchedAs())
                .isEqualTo("short-name");
    }

    /// Loaded once the first table has found the captures.
    private static final class WithoutAliases {
        private static final Resolver RESOLVER = Worlds.captured(Map.of("sonnet-house", "claude-sonnet-4-5"));
    }

    @Test
    void theTableIsLongEnoughToBeWorthIt() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(written()).hasSizeGreaterThanOrEqualTo(120);
    }
}
