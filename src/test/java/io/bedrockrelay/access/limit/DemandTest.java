package io.bedrockrelay.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DemandTest {

    @Test
    void textAttachmentsAndAnswerCount() {
        assertThat(new Demand(4_000, 2, OptionalInt.of(512)).tokens(4_096)).isEqualTo(1_000 + 3_200 + 512);
        assertThat(new Demand(1, 0, OptionalInt.empty()).tokens(4_096)).isEqualTo(1 + 4_096);
        assertThat(new Demand(0, 0, OptionalInt.of(0)).tokens(4_096)).isZero();
    }

    @Test
    void hugeNumbersStayNumbers() {
        assertThat(new Demand(Integer.MAX_VALUE, Integer.MAX_VALUE, OptionalInt.of(Integer.MAX_VALUE)).tokens(1))
                .isPositive();
        assertThat(new Demand(0, 0, OptionalInt.of(-5)).tokens(1)).isZero();
    }
}
