package io.bedrockrelay.emulator.reply;

import io.bedrockrelay.emulator.reply.Prompt.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Decides which tools are called, and with what.
final class ToolCalls {
    private static final Pattern PARALLEL = Pattern.compile("\\b(both|parallel)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMES = Pattern.compile("\\b\\p{Lu}[\\p{L}-]+");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}-]{3,}");

    private ToolCalls() {}

    /// Scripted calls are made once, of tools that are on offer: what brings results back is answered.
    static List<ReplyBlock.ToolUse> scripted(Prompt prompt, List<Wishes.Call> wanted) {
        var calls = new ArrayList<ReplyBlock.ToolUse>();
        if (prompt.results().isEmpty()) {
            for (var call : wanted) {
                if (prompt.tools().stream().anyMatch(offer -> offer.name().equals(call.tool()))) {
                    var id = "tooluse_" + Seal.id(prompt.question() + call.tool() + call.input() + calls.size());
                    calls.add(new ReplyBlock.ToolUse(id, call.tool(), call.input()));
                }
            }
        }
        return calls;
    }

    static List<ReplyBlock.ToolUse> of(Prompt prompt) {
        if (prompt.script().isPresent()) {
            return prompt.script().get().calls();
        }
        var chosen = chosen(prompt);
        var words = words(prompt.question());
        var calls = new ArrayList<ReplyBlock.ToolUse>();
        for (Offer offer : chosen) {
            // Each call starts at another word, so that two calls of one tool differ.
            var own = words.subList(Math.min(calls.size(), words.size() - 1), words.size());
            var input = SchemaExample.objectOf(offer.schema(), own);
            var id = "tooluse_" + Seal.id(prompt.question() + offer.name() + input + calls.size());
            calls.add(new ReplyBlock.ToolUse(id, offer.name(), input));
        }
        return calls;
    }

    private static List<Offer> chosen(Prompt prompt) {
        return switch (prompt.choice()) {
            case Prompt.Choice.None none -> List.of();
            case Prompt.Choice.Named named ->
                prompt.tools().stream()
                        .filter(offer -> offer.name().equals(named.tool()))
                        .toList();
            case Prompt.Choice.Any any -> wanted(prompt, any.parallel());
            case Prompt.Choice.Auto auto -> prompt.results().isEmpty() ? wanted(prompt, auto.parallel()) : List.of();
        };
    }

    /// The tools that the prompt names; else the first, or two of them where the prompt speaks of both.
    private static List<Offer> wanted(Prompt prompt, boolean parallel) {
        if (prompt.tools().isEmpty()) {
            return List.of();
        }
        var named = prompt.tools().stream()
                .filter(offer -> prompt.question().contains(offer.name()))
                .toList();
        boolean both = parallel && PARALLEL.matcher(prompt.question()).find();
        var first = named.isEmpty() ? prompt.tools() : named;
        if (both && first.size() == 1) {
            return List.of(first.getFirst(), first.getFirst());
        }
        boolean several = parallel && (both || named.size() > 1);
        int count = named.size() > 1 ? named.size() : 2;
        return first.subList(0, several ? Math.min(count, first.size()) : 1);
    }

    /// Words for arguments: names first (not the sentence's first word), then any word.
    private static List<String> words(String question) {
        var rest = question.strip();
        int space = rest.indexOf(' ');
        var names = NAMES.matcher(space < 0 ? rest : rest.substring(space))
                .results()
                .map(match -> match.group());
        var all = WORDS.matcher(rest).results().map(match -> match.group());
        var words = Stream.concat(names, all).distinct().toList();
        return words.isEmpty() ? List.of("example") : words;
    }
}
