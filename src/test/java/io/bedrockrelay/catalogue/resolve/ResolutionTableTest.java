package io.bedrockrelay.catalogue.resolve;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void theTableIsLongEnoughToBeWorthIt() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(150);
    }
}
