package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How free the model is to call tools.
///
/// @param instructions sentences that say what the model has no word for
/// @param saysOneCall whether the model has a word for no more than one call
/// @param firstCallOnly whether the relay sees to it in the answer
/// @param noCalls whether the relay takes calls out of the answer
public record Choosing(
        List<Tool> tools,
        @Nullable ToolChoice choice,
        List<String> instructions,
        boolean saysOneCall,
        boolean firstCallOnly,
        boolean noCalls) {
    private static final String NO_TOOL = "Do not call any tool in this answer.";
    private static final String SOME_TOOL = "You must call one of the tools in this answer.";

    public static Choosing of(
            ChatRequest request, List<Tool> tools, AnswerForm form, boolean called, Traits traits, Told told) {
        var sentences = new ArrayList<String>();
        if (form.words() != null) {
            sentences.add(form.words());
        }
        boolean any = tools.stream().anyMatch(tool -> !(tool instanceof Tool.CachePoint));
        if (form.tool() != null) {
            return answering(request, any ? tools : List.of(), form.tool(), sentences);
        }
        if (request.toolChoice() instanceof ToolChoice.None) {
            if (!called) {
                return new Choosing(List.of(), null, sentences, false, false, false);
            }
            sentences.add(NO_TOOL);
            told.changed(Kind.TOOL_CHOICE, "instruction");
            return new Choosing(tools, new ToolChoice.None(), sentences, false, false, true);
        }
        var choice = any ? choice(request.toolChoice(), sentences, traits, told) : null;
        boolean one = request.settings().oneToolCall() && (any || called);
        boolean says = one && any && traits.takes(Trait.ONE_TOOL_CALL);
        if (one && !says) {
            told.changed(Kind.PARALLEL_CALLS, "first", traits.how(Trait.ONE_TOOL_CALL));
        }
        return new Choosing(tools, choice, sentences, says, one && !says, false);
    }

    /// Whether the model has no choice but to call a tool.
    public boolean isForced() {
        return choice instanceof ToolChoice.Any || choice instanceof ToolChoice.Named;
    }

    /// The answer is a tool's arguments; where the caller has tools too, the model may call one of them instead.
    private static Choosing answering(
            ChatRequest request, List<Tool> tools, Tool.Function answer, List<String> sentences) {
        boolean free = !tools.isEmpty() && !(request.toolChoice() instanceof ToolChoice.None);
        var all = new ArrayList<Tool>(tools);
        all.add(answer);
        var choice = free ? new ToolChoice.Any() : new ToolChoice.Named(answer.name());
        if (free) {
            sentences.add("When you need no other tool, give your answer by calling " + answer.name() + ".");
        }
        return new Choosing(all, choice, sentences, false, request.settings().oneToolCall(), false);
    }

    private static @Nullable ToolChoice choice(
            @Nullable ToolChoice asked, List<String> sentences, Traits traits, Told told) {
        if (!traits.refuses(Trait.FORCED_TOOL)) {
            return asked;
        }
        return switch (asked) {
            case ToolChoice.Any _ -> {
                sentences.add(SOME_TOOL);
                told.changed(Kind.TOOL_CHOICE, "auto", traits.how(Trait.FORCED_TOOL));
                yield new ToolChoice.Auto();
            }
            case ToolChoice.Named named -> {
                sentences.add("You must call the tool " + named.name() + " in this answer.");
                told.changed(Kind.TOOL_CHOICE, "auto", traits.how(Trait.FORCED_TOOL));
                yield new ToolChoice.Auto();
            }
            case ToolChoice.Auto _ -> asked;
            case ToolChoice.None _ -> asked;
            case null -> null;
        };
    }
}
