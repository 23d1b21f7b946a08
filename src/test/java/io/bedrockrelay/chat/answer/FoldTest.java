package io.bedrockrelay.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final Usage USAGE = new Usage(3, 5, 8, 0, 0, 0);

    @Test
    void aWholeReplyToldAsEventsFoldsBackToItself() {
        var reply = new Reply(
                List.of(
                        new Block.Reasoning("let me think", "sig"),
                        new Block.RedactedReasoning("c2VjcmV0"),
                        new Block.Text("Hello", List.of(new Citation("title", null, List.of("p"), null))),
                        new Block.ToolUse("id-1", "weather", new Json("{\"city\":\"Oslo\"}")),
                        new Block.ToolUse("id-2", "time", Json.EMPTY_OBJECT)),
                StopReason.TOOL_USE,
                null,
                null,
                USAGE,
                12,
                null,
                null,
                "optimized");
        assertThat(fold(reply.asEvents())).isEqualTo(new Fold.Outcome.Whole(reply));
    }

    @Test
    void piecesOfOneBlockAreJoinedAndBlocksWithoutAnEndAreClosedByTheNext() {
        var outcome = fold(List.of(
                new ChatEvent.Started(),
                new ChatEvent.Text(0, "Hel"),
                new ChatEvent.Text(0, "lo"),
                new ChatEvent.Text(3, "world"),
                new ChatEvent.Stopped(StopReason.END_TURN, null, null),
                new ChatEvent.Metered(USAGE, -1, null, null, null)));
        assertThat(((Fold.Outcome.Whole) outcome).reply().content())
                .containsExactly(new Block.Text("Hello"), new Block.Text("world"));
    }

    @Test
    void aToolCallWithoutArgumentsHasAnEmptyObject() {
        var outcome = fold(List.of(
                new ChatEvent.ToolStarted(0, "id", "ping"),
                new ChatEvent.ToolInput(0, ""),
                new ChatEvent.BlockStopped(0),
                new ChatEvent.Stopped(StopReason.TOOL_USE, null, null)));
        assertThat(((Fold.Outcome.Whole) outcome).reply().content())
                .containsExactly(new Block.ToolUse("id", "ping", Json.EMPTY_OBJECT));
    }

    @Test
    void aStreamWithoutAStopIsBroken() {
        var outcome = fold(List.of(new ChatEvent.Started(), new ChatEvent.Text(0, "half")));
        assertThat(outcome).isInstanceOfSatisfying(Fold.Outcome.Failed.class, failed -> assertThat(failed.failure())
                .isInstanceOf(Failure.Broken.class));
    }

    @Test
    void aFailureWinsOverWhateverCameBefore() {
        var failure = new Failure.Throttled("slow down", null, null);
        var outcome = fold(List.of(
                new ChatEvent.Text(0, "half"),
                new ChatEvent.Stopped(StopReason.END_TURN, null, null),
                new ChatEvent.Failed(failure)));
        assertThat(outcome).isEqualTo(new Fold.Outcome.Failed(failure));
    }

    private static Fold.Outcome fold(List<ChatEvent> events) {
        var fold = new Fold();
        events.forEach(fold::add);
        return fold.outcome();
    }
}
