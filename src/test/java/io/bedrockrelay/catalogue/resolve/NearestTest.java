package io.bedrockrelay.catalogue.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names as people get them wrong, against the captured catalogue of us-east-1.
class NearestTest {
    private static Nearest nearest;

    @BeforeAll
    static void load() {
        var here = Worlds.captured(Map.of()).loaded().getFirst().catalogue();
        nearest = new Nearest(here, Set.of("fast", "house-model"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a letter wrong, with and without who made it
            claude-sonet-4-5                                | claude-sonnet-4-5
            anthropic.claude-sonet-4-5                      | claude-sonnet-4-5
            antropic.claude-sonnet-4-5                      | claude-sonnet-4-5
            anthropic/claude-sonnet-4.5                     | claude-sonnet-4-5
            bedrock/anthropic.claude-sonet-4-5              | claude-sonnet-4-5
            anthropic-claude-sonnet-4-5                     | claude-sonnet-4-5
            anthropic.claude-hiaku-4-5                      | claude-haiku-4-5
            amazon.nova-por                                 | amazon.nova-pro-v1:0
            amazon.nova-pro-1                               | amazon.nova-pro-v1:0
            novapro                                         | nova-pro
            house_modle                                     | house-model
            # the words in another order, as an earlier release had them
            claude-4-5-sonnet                               | claude-sonnet-4-5
            claude-4.5-sonet                                | claude-sonnet-4-5
            Claude Sonnet 4.5                               | claude-sonnet-4-5
            # a letter wrong in an id: the id is what is wanted
            anthropic.claude-sonet-4-5-20250929-v1:0        | anthropic.claude-sonnet-4-5-20250929-v1:0
            us.anthropic.claude-sonnet-4-5-20250929-v1      | us.anthropic.claude-sonnet-4-5-20250929-v1:0
            us.anthropic.claude-sonnet-4-5-20250930-v1:0    | us.anthropic.claude-sonnet-4-5-20250929-v1:0
            us.us.amazon.nova-pro-v1:0                      | us.amazon.nova-pro-v1:0
            # other people's spellings
            llama-3.3-70b-instruct                          | llama3-3-70b-instruct
            meta-llama/Llama-3.3-70B-Instruct               | llama3-3-70b-instruct
            gpt-oss:120b                                    | gpt-oss-120b
            qwen/qwen3-coder                                | qwen.qwen3-coder
            deepseek-v3.1                                   | deepseek.v3
            deepseek-r1                                     | deepseek
            """)
    void isWhatWasMeant(String asked, String meant) {
        assertThat(nearest.to(asked)).as(asked).first().asString().startsWith(meant);
    }

    /// A number that there is not is answered by those that there are.
    @Test
    void aReleaseThatThereIsNotLeadsToItsNeighbours() {
        assertThat(nearest.to("anthropic.claude-sonnet-4-7"))
                .contains("anthropic.claude-sonnet-4-6", "claude-sonnet-4-5")
                .hasSizeLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../../etc/passwd", "gpt-4o", "%", ".", "/", "a", "x.y"})
    void nonsenseIsNearNothing(String asked) {
        assertThat(nearest.to(asked)).isEmpty();
    }

    /// A client that asks for nonsense, again and again, must not fill the heap.
    @Test
    void costsLittle() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        for (int i = 0; i < 2_000; i++) {
            nearest.to("anthropic.claude-sonet-4-5");
        }
        long before = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            nearest.to("anthropic.claude-sonet-4-5");
        }
        long nanos = (System.nanoTime() - start) / 1_000;
        long bytes = (threads.getThreadAllocatedBytes(thread) - before) / 1_000;
        System.out.println("nearest: " + nanos / 1_000 + " µs and " + bytes + " bytes per unknown name");
        assertThat(bytes).isLessThan(40_000);
        assertThat(nanos).isLessThan(5_000_000);
    }
}
