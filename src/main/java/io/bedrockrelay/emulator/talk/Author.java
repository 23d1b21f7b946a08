package io.bedrockrelay.emulator.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes replies: the same for the same prompt, and worth looking at. Stateless.
public final class Author {
    private static final int QUOTED_WORDS = 14;

    private Author() {}

    public static Reply reply(Prompt prompt, Wishes wishes) {
        if (prompt.guarded()) {
            var sorry = Pieces.of("Sorry, the model cannot answer this question.");
            return reply(prompt, wishes, List.of(new Block.Text(sorry)), "guardrail_intervened", Optional.empty());
        }
        var blocks = new ArrayList<Block>();
        if (prompt.thinking()) {
            blocks.add(thoughts(prompt, wishes));
        }
        if (wishes.pieces() > 0) {
            blocks.add(new Block.Text(Pieces.numbered(wishes.pieces(), wishes.pieceSize())));
            return reply(prompt, wishes, blocks, "end_turn", Optional.empty());
        }
        if (wishes.echo()) {
            blocks.add(new Block.Text(Pieces.of(prompt.question())));
            return reply(prompt, wishes, blocks, "end_turn", Optional.empty());
        }
        var calls = wishes.plain() ? List.<Block.ToolUse>of() : ToolCalls.of(prompt);
        if (!calls.isEmpty()) {
            blocks.addAll(announced(prompt, calls));
            return reply(prompt, wishes, blocks, "tool_use", Optional.empty());
        }
        return spoken(prompt, wishes, blocks);
    }

    private static Block thoughts(Prompt prompt, Wishes wishes) {
        var text = "The user asks: “" + quote(prompt.question()) + "” I weigh what I know, and answer briefly.";
        return wishes.redacted()
                ? new Block.Redacted(Seal.redacted(text))
                : new Block.Reasoning(Pieces.of(text), Seal.of(text));
    }

    /// A model that is forced to call says nothing first.
    private static List<Block> announced(Prompt prompt, List<Block.ToolUse> calls) {
        if (!(prompt.choice() instanceof Prompt.Choice.Auto)) {
            return List.copyOf(calls);
        }
        var names =
                String.join("` and `", calls.stream().map(Block.ToolUse::tool).toList());
        var blocks = new ArrayList<Block>(List.of(new Block.Text(Pieces.of("I'll call `" + names + "` for that."))));
        blocks.addAll(calls);
        return blocks;
    }

    private static Reply spoken(Prompt prompt, Wishes wishes, List<Block> blocks) {
        var whole = prompt.schema()
                .map(schema -> SchemaExample.of(schema, List.of(quote(prompt.question()), "emulated"))
                        .toString())
                .orElseGet(() -> Letter.of(prompt));
        var stopped = Stopped.at(whole, prompt);
        var pieces = Pieces.of(stopped.text());
        blocks.add(prompt.cited()
                .<Block>map(source -> new Block.Cited(pieces, source, quote(source.text())))
                .orElseGet(() -> new Block.Text(pieces)));
        return reply(prompt, wishes, blocks, stopped.reason(), stopped.sequence());
    }

    private static Reply reply(
            Prompt prompt, Wishes wishes, List<Block> blocks, String reason, Optional<String> sequence) {
        var usage = new Reply.Usage(prompt.inputTokens(), output(blocks, wishes), prompt.cache());
        return new Reply(blocks, wishes.stop().orElse(reason), sequence, usage);
    }

    private static int output(List<Block> blocks, Wishes wishes) {
        if (wishes.pieces() > 0) {
            return wishes.pieces() * Math.max(1, wishes.pieceSize() / Tokens.CHARACTERS);
        }
        return blocks.stream().mapToInt(Author::tokens).sum();
    }

    private static int tokens(Block block) {
        return switch (block) {
            case Block.Text text -> Tokens.of(text.whole());
            case Block.Cited cited -> Tokens.of(cited.whole());
            case Block.Reasoning reasoning -> Tokens.of(reasoning.whole());
            case Block.Redacted redacted -> Tokens.of(redacted.data());
            case Block.ToolUse use -> Tokens.of(use.tool() + use.input());
        };
    }

    /// The first words of a text.
    static String quote(String text) {
        var words = text.strip().split("\\s+");
        var head = String.join(" ", List.of(words).subList(0, Math.min(QUOTED_WORDS, words.length)));
        return words.length > QUOTED_WORDS ? head + " …" : head;
    }
}
