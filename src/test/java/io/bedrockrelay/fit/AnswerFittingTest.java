package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.fit.answer.AnswerFitting;
import io.bedrockrelay.fit.answer.AnswerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerFittingTest {
    private static final AnswerPlan STOPS =
            new AnswerPlan(null, false, false, false, null, List.of("END", "EN", "NDE"));
    private static final AnswerPlan TOOL = new AnswerPlan("give_answer", true, false, false, null, List.of());
    private static final AnswerPlan FIRST = new AnswerPlan(null, false, true, false, null, List.of());
    private static final AnswerPlan NO_CALLS = new AnswerPlan(null, false, false, true, null, List.of());
    private static final AnswerPlan PREFIX = new AnswerPlan(null, false, false, false, "{\"a\":", List.of());

    @Test
    void theRelayCutsAtTheFirstStopText() {
        var cut = AnswerFitting.of(STOPS, reply(StopReason.END_TURN, new Block.Text("one END two")));
        assertThat(cut.content()).containsExactly(new Block.Text("one "));
        assertThat(cut.stopReason()).isEqualTo(StopReason.STOP_SEQUENCE);
        assertThat(cut.stopSequence()).isEqualTo("END");
        var uncut = AnswerFitting.of(STOPS, reply(StopReason.END_TURN, new Block.Text("one E")));
        assertThat(uncut.content()).containsExactly(new Block.Text("one E"));
        assertThat(uncut.stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void theArgumentsOfTheAnswersToolAreItsText() {
        var json = AnswerFitting.of(
                TOOL,
                reply(
                        StopReason.TOOL_USE,
                        new Block.Text("Here it is:"),
                        new Block.ToolUse("t1", "give_answer", new Json("{\"a\":1}"))));
        assertThat(json.content()).containsExactly(new Block.Text("{\"a\":1}"));
        assertThat(json.stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void anAnswerInTextLosesItsFence() {
        var json = AnswerFitting.of(
                TOOL, reply(StopReason.END_TURN, new Block.Text("Sure:\n```json\n{\"a\":1}\n```\nBye.")));
        assertThat(json.content()).containsExactly(new Block.Text("{\"a\":1}"));
    }

    @Test
    void aCallersOwnToolIsCalledAsEver() {
        var call = new Block.ToolUse("t1", "lookup", new Json("{\"a\":1}"));
        assertThat(AnswerFitting.of(TOOL, reply(StopReason.TOOL_USE, call)))
                .isEqualTo(reply(StopReason.TOOL_USE, call));
    }

    @Test
    void callsBeyondTheFirstAreLeftOut() {
        var first = new Block.ToolUse("t1", "a", new Json("{}"));
        var reply = reply(StopReason.TOOL_USE, first, new Block.ToolUse("t2", "b", new Json("{}")));
        assertThat(AnswerFitting.of(FIRST, reply).content()).containsExactly(first);
        assertThat(AnswerFitting.of(NO_CALLS, reply).content()).isEmpty();
        assertThat(AnswerFitting.of(NO_CALLS, reply).stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void theAnswerBeginsWithWhatWasBegun() {
        assertThat(AnswerFitting.of(PREFIX, reply(StopReason.END_TURN, new Block.Text("1}")))
                        .content())
                .containsExactly(new Block.Text("{\"a\":1}"));
        assertThat(AnswerFitting.of(PREFIX, reply(StopReason.END_TURN, new Block.Text("\n{\"a\":1}")))
                        .content())
                .containsExactly(new Block.Text("{\"a\":1}"));
    }

    @Test
    void howItEndedIsChecked() {
        var call = new Block.ToolUse("t1", "a", new Json("{}"));
        assertThat(AnswerFitting.of(AnswerPlan.NONE, reply(StopReason.END_TURN, call))
                        .stopReason())
                .isEqualTo(StopReason.TOOL_USE);
        assertThat(AnswerFitting.of(AnswerPlan.NONE, reply(StopReason.MAX_TOKENS, call))
                        .stopReason())
                .isEqualTo(StopReason.MAX_TOKENS);
        assertThat(AnswerFitting.of(AnswerPlan.NONE, reply(StopReason.TOOL_USE, new Block.Text("x")))
                        .stopReason())
                .isEqualTo(StopReason.END_TURN);
    }

    /// However the model cuts its answer into pieces, it comes to the same.
    @Test
    void piecesDoNotMatter() {
        var random = new Random(7);
        var letters = List.of("E", "N", "D", " ", "x", "{\"a\":", "1}", "```\n", "\n");
        for (int round = 0; round < 20_000; round++) {
            var blocks = new ArrayList<Block>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var text = new StringBuilder();
                for (int j = random.nextInt(9); j >= 0; j--) {
                    text.append(letters.get(random.nextInt(letters.size())));
                }
                blocks.add(
                        random.nextInt(3) > 0
                                ? new Block.Text(text.toString())
                                : new Block.ToolUse(
                                        "t" + i,
                                        random.nextBoolean() ? "give_answer" : "b",
                                        new Json("{\"k\":\"v\"}")));
            }
            var reply = reply(
                    random.nextBoolean() ? StopReason.END_TURN : StopReason.TOOL_USE, blocks.toArray(Block[]::new));
            for (var plan : List.of(STOPS, TOOL, FIRST, NO_CALLS, PREFIX, AnswerPlan.NONE)) {
                assertThat(streamed(plan, reply, random))
                        .as(plan + " " + blocks)
                        .isEqualTo(AnswerFitting.of(plan, reply));
            }
        }
    }

    private static Reply streamed(AnswerPlan plan, Reply reply, Random random) {
        var fold = new Fold();
        var fitting = new AnswerFitting(plan, fold::add);
        for (var event : reply.asEvents()) {
            switch (event) {
                case ChatEvent.Text text ->
                    pieces(text.text(), random)
                            .forEach(piece -> fitting.event(new ChatEvent.Text(text.index(), piece)));
                case ChatEvent.ToolInput input ->
                    pieces(input.json(), random)
                            .forEach(piece -> fitting.event(new ChatEvent.ToolInput(input.index(), piece)));
                default -> fitting.event(event);
            }
        }
        return ((Fold.Outcome.Whole) fold.outcome()).reply();
    }

    private static List<String> pieces(String text, Random random) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + random.nextInt(4));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static Reply reply(StopReason reason, Block... blocks) {
        return new Reply(List.of(blocks), reason, null, null, Usage.NONE, -1, null, null, null);
    }
}
