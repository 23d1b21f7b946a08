package io.bedrockrelay.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    @Test
    void whatIsHeldByOneIsMissingToTheOthersUntilItIsGivenBack() {
        var budget = new MemoryBudget(100);
        var first = budget.share();
        var second = budget.share();
        assertThat(first.reach(60)).isTrue();
        assertThat(first.reach(50)).as("more than that is held").isTrue();
        assertThat(second.add(41)).isFalse();
        assertThat(second.add(40)).isTrue();
        assertThat(budget.used()).isEqualTo(100);
        assertThat(budget.refused()).isEqualTo(1);
        first.close();
        first.close();
        second.give(1_000);
        assertThat(budget.used()).isZero();
        assertThat(first.add(1)).as("a closed share gets nothing").isFalse();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whatIsLargerThanTheWholeBudgetIsServedAlone() {
        var budget = new MemoryBudget(100);
        var large = budget.share();
        assertThat(large.reach(1_000)).isTrue();
        assertThat(budget.share().add(7)).isFalse();
        var small = budget.share();
        assertThat(small.add(6)).as("small ones go on beside it").isTrue();
        large.close();
        assertThat(small.add(1)).isTrue();
        assertThat(budget.share().reach(1_000)).isFalse();
    }

    @Test
    void whatIsBeingWorkedOnIsHeldUntilThatIsDone() {
        var budget = new MemoryBudget(100);
        var share = budget.share();
        assertThat(share.reach(60)).isTrue();
        share.use();
        share.use();
        share.close();
        share.used();
        assertThat(budget.used()).isEqualTo(60);
        assertThat(share.reach(60)).as("it is closed").isFalse();
        share.used();
        assertThat(budget.used()).isZero();
    }

    @Test
    void itNeverGivesMoreThanItHasAndEverythingComesBack() throws InterruptedException {
        var budget = new MemoryBudget(1_000);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                var random = new Random(thread);
                threads.execute(() -> {
                    for (int round = 0; round < 10_000; round++) {
                        try (var share = budget.share()) {
                            share.reach(random.nextInt(500));
                            share.add(random.nextInt(300));
                            assertThat(budget.used()).isBetween(0L, 1_000L);
                            share.give(random.nextInt(400));
                        }
                    }
                });
            }
        }
        assertThat(budget.used()).isZero();
    }
}
