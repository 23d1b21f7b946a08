package io.bedrockrelay.relay.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefectTest {

    @Test
    void hasTheStackOfEachCauseAndNoMessage() {
        var defect = new IllegalStateException("what the user said", new IllegalArgumentException("and the model"));

        assertThat(Defect.described(defect))
                .contains("java.lang.IllegalStateException", "caused by java.lang.IllegalArgumentException")
                .contains("at io.bedrockrelay.relay.supervision.DefectTest.hasTheStackOfEachCauseAndNoMessage")
                .doesNotContain("the user", "the model");
    }
}
