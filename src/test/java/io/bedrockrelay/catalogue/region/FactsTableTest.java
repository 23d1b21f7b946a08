package io.bedrockrelay.catalogue.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.catalogue.region.ModelFacts.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTableTest {

    @Test
    void aLineGivesFactsAndAnUnknownModelHasNone() {
        FactsTable table =
                FactsTable.parse(List.of("# remark", "", "a.b-v1:0 | 1000 | - | tools vision", "c.d | - | - |"));

        assertThat(table.of("a.b-v1:0")).isEqualTo(new ModelFacts(1000, null, List.of("tools", "vision"), Kind.CHAT));
        assertThat(table.of("c.d")).isEqualTo(new ModelFacts(null, null, List.of(), Kind.CHAT));
        assertThat(table.of("a.b")).isNull();
    }

    @Test
    void aFamilyStandsForEveryIdThatContainsItAndHasNoLineOfItsOwn() {
        FactsTable table = FactsTable.parse(List.of("*rank* | - | - | not-chat", "x.rank-9 | 5 | 5 |"));

        assertThat(table.of("x.rank-1")).isEqualTo(new ModelFacts(null, null, List.of(), Kind.NOT_CHAT));
        assertThat(table.of("x.rank-9")).isEqualTo(new ModelFacts(5, 5, List.of(), Kind.CHAT));
    }

    @Test
    void aBrokenLineIsADefect() {
        assertThatThrownBy(() -> FactsTable.parse(List.of("a.b | 1"))).hasMessageContaining("a.b | 1");
    }

    @Test
    void theShippedTableKnowsWhatModalitiesCannotTell() {
        FactsTable shipped = FactsTable.shipped();

        assertThat(shipped.of("cohere.rerank-v3-5:0"))
                .extracting(ModelFacts::kind)
                .isEqualTo(Kind.NOT_CHAT);
        assertThat(shipped.of("twelvelabs.pegasus-1-2-v1:0"))
                .extracting(ModelFacts::kind)
                .isEqualTo(Kind.NOT_CHAT);
        assertThat(shipped.of("anthropic.claude-sonnet-4-6"))
                .extracting(ModelFacts::contextWindow)
                .isEqualTo(1_000_000);
    }
}
