package io.bedrockrelay.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That each of the numbered cases is in a table, whichever test it is that shows it.
class AllCasesTest {
    private static final int CASES = 86;

    @Test
    void eachHasItsRow() {
        var shown = Stream.of(
                        RecordedTurnsTest.cases(),
                        MembersTest.cases(),
                        OtherModelsTest.cases(),
                        WireCasesTest.cases(),
                        LearningCasesIT.cases(),
                        LaneCasesIT.cases(),
                        AnswerCasesIT.cases(),
                        KeyedCasesIT.cases())
                .flatMap(cases -> cases)
                .map(Case::number)
                .distinct()
                .sorted();
        assertThat(shown)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    void eachRowSaysWhatItIsAbout() {
        assertThat(RecordedTurnsTest.cases())
                .allSatisfy(each -> assertThat(each.toString()).matches("\\d+ \\S.*"));
    }
}
