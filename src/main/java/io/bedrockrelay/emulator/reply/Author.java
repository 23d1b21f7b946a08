package io.bedrockrelay.emulator.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes replies: the same for the same prompt, and worth looking at. Stateless.
public final class Author {
    /// The word that makes a guardrail step in.
    public static final String FORBIDDEN = "forbidden";

    private static final int QUOTED_WORDS = 14;

    private Author() {}

    public static ModelReply reply(Prompt prompt, Wishes wishes) {
        if (prompt.guarded()) {
            return blocked(prompt, wishes, "guardrail_intervened");
        }
        var blocks = new ArrayList<ReplyBlock>();
        if (prompt.thinking()) {
            blocks.add(thoughts(prompt, wishes));
        }
        if (wishes.pieces() > 0) {
            blocks.add(new ReplyBlock.Text(Pieces.numbered(wishes.pieces(), wishes.pieceSize())));
            return reply(prompt, wishes, blocks, "end_turn", Optional.empty());
        }
        if (wishes.echo()) {
            blocks.add(new ReplyBlock.Text(Pieces.of(prompt.question())));
            return reply(prompt, wishes, blocks, "end_turn", Optional.empty());
        }
        var calls = calls(prompt, wishes);
        if (!calls.isEmpty()) {
            blocks.addAll(announced(prompt, calls));
            return reply(prompt, wishes, blocks, "tool_use", Optional.empty());
        }
        return spoken(prompt, wishes, blocks);
    }

    /// What a guardrail says in the place of the model.
    ///
    /// @param reason why the answer ends, which Bedrock's operations tell differently
    public static ModelReply blocked(Prompt prompt, Wishes wishes, String reason) {
        var sorry = Pieces.of("Sorry, the model cannot answer this question.");
        return reply(prompt, wishes, List.of(new ReplyBlock.Text(sorry)), reason, Optional.empty());
    }

    private static List<ReplyBlock.ToolUse> calls(Prompt prompt, Wishes wishes) {
        if (!wishes.calls().isEmpty()) {
            return ToolCalls.scripted(prompt, wishes.calls());
        }
        return wishes.plain() ? List.of() : ToolCalls.of(prompt);
    }

    private static ReplyBlock thoughts(Prompt prompt, Wishes wishes) {
        var text = "The user asks: “" + quote(prompt.question()) + "” I weigh what I know, and answer briefly.";
        return wishes.redacted()
                ? new ReplyBlock.Redacted(Seal.redacted(text))
                : new ReplyBlock.Reasoning(Pieces.of(text), Seal.of(text));
    }

    /// A model that is forced to call says nothing first.
    private static List<ReplyBlock> announced(Prompt prompt, List<ReplyBlock.ToolUse> calls) {
        if (!(prompt.choice() instanceof Prompt.Choice.Auto)) {
            return List.copyOf(calls);
        }
        var names = String.join(
                "` and `", calls.stream().map(ReplyBlock.ToolUse::tool).toList());
        var blocks = new ArrayList<ReplyBlock>(
                List.of(new ReplyBlock.Text(Pieces.of("I'll call `" + names + "` for that."))));
        blocks.addAll(calls);
        return blocks;
    }

    private static ModelReply spoken(Prompt prompt, Wishes wishes, List<ReplyBlock> blocks) {
        var words = List.of(quote(prompt.question()), "emulated");
        var whole = prompt.schema()
                .map(schema -> SchemaExample.of(schema, words).toString())
                .or(() -> Dictated.answer(prompt.system() + "\n" + prompt.question(), words))
                .orElseGet(() -> Letter.of(prompt));
        var stopped = Stopped.at(whole, prompt);
        var pieces = Pieces.of(stopped.text());
        blocks.add(prompt.cited()
                .<ReplyBlock>map(source -> new ReplyBlock.Cited(pieces, source, quote(source.text())))
                .orElseGet(() -> new ReplyBlock.Text(pieces)));
        return reply(prompt, wishes, blocks, stopped.reason(), stopped.sequence());
    }

    private static ModelReply reply(
            Prompt prompt, Wishes wishes, List<ReplyBlock> blocks, String reason, Optional<String> sequence) {
        var usage = new ModelReply.Usage(prompt.inputTokens(), output(blocks, wishes), prompt.cache());
        return new ModelReply(blocks, wishes.stop().orElse(reason), sequence, usage);
    }

    private static int output(List<ReplyBlock> blocks, Wishes wishes) {
        if (wishes.pieces() > 0) {
            return wishes.pieces() * Math.max(1, wishes.pieceSize() / TokenCounter.CHARACTERS);
        }
        return blocks.stream().mapToInt(Author::tokens).sum();
    }

    private static int tokens(ReplyBlock block) {
        return switch (block) {
            case ReplyBlock.Text text -> TokenCounter.of(text.whole());
            case ReplyBlock.Cited cited -> TokenCounter.of(cited.whole());
            case ReplyBlock.Reasoning reasoning -> TokenCounter.of(reasoning.whole());
            case ReplyBlock.Redacted redacted -> TokenCounter.of(redacted.data());
            case ReplyBlock.ToolUse use -> TokenCounter.of(use.tool() + use.input());
        };
    }

    /// The first words of a text.
    static String quote(String text) {
        var words = text.strip().split("\\s+");
        var head = String.join(" ", List.of(words).subList(0, Math.min(QUOTED_WORDS, words.length)));
        return words.length > QUOTED_WORDS ? head + " …" : head;
    }
}
