package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.fit.schema.AnswerSchema;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would mean something else to the model, whatever form it is given; told in words that help.
public final class Unfit {
    private static final int LARGEST_SCHEMA = 256 * 1024;

    private Unfit() {}

    /// The first such thing, null where there is none.
    public static Failure.@Nullable Invalid of(ChatRequest request, Traits traits) {
        var found = traits.refuses(Trait.IMAGES) ? unseen(request, traits) : null;
        if (found == null) {
            found = tools(request.tools(), traits);
        }
        return found == null ? schema(request) : found;
    }

    /// The words at the beginning are those by which Anthropic's clients know that they have to take the image out.
    private static Failure.@Nullable Invalid unseen(ChatRequest request, Traits traits) {
        for (int i = 0; i < request.messages().size(); i++) {
            var content = request.messages().get(i).content();
            for (int j = 0; j < content.size(); j++) {
                if (content.get(j) instanceof Block.Image) {
                    return new Failure.Invalid(
                            "messages[" + i + "].content[" + j + "]",
                            "could not process image: " + traits.modelId() + " takes no images. Leave the image out, or"
                                    + " ask a model with the ability 'vision' (GET /api/models lists them).");
                }
            }
        }
        return null;
    }

    private static Failure.@Nullable Invalid tools(List<Tool> tools, Traits traits) {
        var known = new HashMap<String, Place>();
        int index = 0;
        for (var tool : tools) {
            if (tool instanceof Tool.CachePoint) {
                continue;
            }
            if (traits.refuses(Trait.TOOLS)) {
                return new Failure.Invalid(
                        "tools",
                        traits.modelId() + " calls no tools. Leave them out, or ask a model with the ability 'tools'"
                                + " (GET /api/models lists them).");
            }
            if (tool instanceof Tool.Function function) {
                var first = known.putIfAbsent(function.name(), new Place(index, function));
                if (first != null && !first.tool().equals(function)) {
                    return new Failure.Invalid(
                            "tools[" + index + "]",
                            "tools[" + first.index() + "] and tools[" + index + "] differ and are both called '"
                                    + function.name() + "'. Give one of them another name.");
                }
            }
            index++;
        }
        return null;
    }

    private static Failure.@Nullable Invalid schema(ChatRequest request) {
        var format = request.settings().outputFormat();
        if (format == null) {
            return null;
        }
        if (format.schema().text().length() > LARGEST_SCHEMA) {
            return new Failure.Invalid("schema", "The schema of the answer is too large: send one of at most 256 KiB.");
        }
        return AnswerSchema.isRecursive(format.schema())
                ? new Failure.Invalid(
                        "schema",
                        "The schema of the answer is recursive, which no model here can keep to: say how deep it goes"
                                + " by writing the levels out.")
                : null;
    }

    private record Place(int index, Tool.Function tool) {}
}
