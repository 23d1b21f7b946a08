package io.bedrockrelay.fit.history;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Calls of tools and their results in pairs: each call has one result, in the turn after it and in the order of the
/// calls; ids differ within a turn. Messages have to take turns already.
final class Calls {
    private static final String MISSING = "No result was recorded.";
    private static final String STRAY = "The result of a tool call that is no longer part of this conversation:";

    private final Told told;
    private final List<Message> paired = new ArrayList<>();

    private Calls(Told told) {
        this.told = told;
    }

    static List<Message> of(List<Message> messages, Told told) {
        var calls = new Calls(told);
        List<Block.ToolUse> open = List.of();
        List<String> asked = List.of();
        for (var message : messages) {
            if (message.role() == Role.ASSISTANT) {
                var content = message.content();
                asked = content.stream()
                        .filter(Block.ToolUse.class::isInstance)
                        .map(block -> ((Block.ToolUse) block).id())
                        .toList();
                var renumbered = calls.renumbered(content);
                open = renumbered.stream()
                        .filter(Block.ToolUse.class::isInstance)
                        .map(Block.ToolUse.class::cast)
                        .toList();
                calls.paired.add(new Message(Role.ASSISTANT, renumbered));
            } else {
                calls.answer(message.content(), open, asked);
                open = List.of();
                asked = List.of();
            }
        }
        if (!open.isEmpty()) {
            calls.answer(List.of(), open, asked);
        }
        return calls.paired;
    }

    static boolean hasCalls(List<Message> messages) {
        // By their numbers: nothing is to be made for a look at each block.
        for (int i = 0; i < messages.size(); i++) {
            var content = messages.get(i).content();
            for (int j = 0; j < content.size(); j++) {
                var block = content.get(j);
                if (block instanceof Block.ToolUse || block instanceof Block.ToolResult) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A second call of the same id gets an id of its own, the same every time.
    private List<Block> renumbered(List<Block> content) {
        var seen = new HashMap<String, Integer>();
        var changed = new ArrayList<Block>(content.size());
        for (var block : content) {
            if (block instanceof Block.ToolUse use && seen.merge(use.id(), 1, Integer::sum) > 1) {
                told.changed(Kind.TOOL_IDS, "renumbered");
                changed.add(new Block.ToolUse(use.id() + "_" + seen.get(use.id()), use.name(), use.input()));
            } else {
                changed.add(block);
            }
        }
        return changed;
    }

    /// @param asked the ids of the calls as they came, in the order of `calls`
    private void answer(List<Block> content, List<Block.ToolUse> calls, List<String> asked) {
        var results = new HashMap<String, List<Result>>();
        var others = new ArrayList<Block>();
        sort(content, asked, results, others);
        var answers = new ArrayList<Block>();
        var taken = new HashMap<String, Integer>();
        for (int i = 0; i < calls.size(); i++) {
            var id = asked.get(i);
            var found = results.getOrDefault(id, List.of());
            int next = taken.merge(id, 1, Integer::sum) - 1;
            if (next < found.size()) {
                answers.add(renamed(found.get(next).result(), calls.get(i).id()));
                answers.addAll(found.get(next).marks());
            } else {
                told.added(Kind.TOOL_RESULTS, "missing");
                answers.add(new Block.ToolResult(calls.get(i).id(), List.of(new Block.Text(MISSING)), false));
            }
        }
        int surplus = results.entrySet().stream()
                .mapToInt(each -> each.getValue().size() - taken.getOrDefault(each.getKey(), 0))
                .filter(each -> each > 0)
                .sum();
        if (surplus > 0) {
            told.leftOut(Kind.TOOL_RESULTS, surplus);
        }
        answers.addAll(others);
        paired.add(new Message(Role.USER, answers));
    }

    /// Results of the calls apart from all else; results of other calls become text.
    private void sort(List<Block> content, List<String> asked, Map<String, List<Result>> results, List<Block> others) {
        List<Block> marks = others;
        for (var block : content) {
            if (block instanceof Block.ToolResult result && asked.contains(result.toolUseId())) {
                var own = new Result(result, new ArrayList<>());
                results.computeIfAbsent(result.toolUseId(), _ -> new ArrayList<>())
                        .add(own);
                marks = own.marks();
            } else if (block instanceof Block.ToolResult stray) {
                told.changed(Kind.TOOL_RESULTS, "text");
                others.add(new Block.Text(STRAY));
                stray.content().forEach(each -> others.add(each instanceof Block.Data data ? text(data) : each));
                marks = others;
            } else if (block instanceof Block.CachePoint) {
                marks.add(block);
            } else {
                others.add(block);
                marks = others;
            }
        }
    }

    private static Block text(Block.Data data) {
        return new Block.Text(data.value().text());
    }

    private static Block renamed(Block.ToolResult result, String id) {
        return result.toolUseId().equals(id) ? result : new Block.ToolResult(id, result.content(), result.error());
    }

    /// @param marks the cache points behind it
    private record Result(Block.ToolResult result, List<Block> marks) {}
}
