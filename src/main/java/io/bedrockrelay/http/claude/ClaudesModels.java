package io.bedrockrelay.http.claude;

import io.bedrockrelay.catalogue.name.ShortNames;
import io.bedrockrelay.catalogue.view.ModelView;
import io.bedrockrelay.dialect.anthropic.model.AnthropicModel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The catalogue's models as clients of Anthropic's list them. Those keep an entry only if the word claude or anthropic
/// is in its id.
public final class ClaudesModels {
    private static final String VENDOR = "anthropic";

    private ClaudesModels() {}

    /// Whether such a client takes a name for that of a model of its own.
    public static boolean isKnownAs(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return small.contains("claude") || small.contains(VENDOR);
    }

    public static boolean isOne(ModelView model) {
        return model.id().startsWith(VENDOR + ".");
    }

    /// Models in a list, each under an id that such a client keeps and that means no other of them.
    public static List<AnthropicModel> listed(List<ModelView> models) {
        var names =
                models.stream().collect(Collectors.groupingBy(model -> shortest(model.id()), Collectors.counting()));
        return models.stream()
                .map(model -> {
                    var name = shortest(model.id());
                    return isOne(model)
                            ? of(model)
                            : of(foreign(model.id(), name, names.getOrDefault(name, 1L)), said(model), model);
                })
                .toList();
    }

    private static String foreign(String id, String shortest, long sharing) {
        return VENDOR + "/" + (sharing == 1 ? shortest : id.substring(id.indexOf('.') + 1));
    }

    private static String said(ModelView model) {
        return "by " + model.provider() + " on Amazon Bedrock";
    }

    /// A model under its own id.
    public static AnthropicModel of(ModelView model) {
        return of(model.id(), null, model);
    }

    /// A model under a name that somebody gave it.
    public static AnthropicModel of(String name, ModelView model) {
        return of(name, null, model);
    }

    private static AnthropicModel of(String id, @Nullable String description, ModelView model) {
        return new AnthropicModel(
                id,
                model.name(),
                description,
                null,
                model.lifecycle().equals("LEGACY"),
                model.legacy(),
                model.endOfLife(),
                AnthropicModel.line(model.id()),
                known(model.contextWindow()),
                known(model.maxOutputTokens()));
    }

    /// The shortest name that means this model: ids with a window at their end have none but themselves.
    private static String shortest(String id) {
        return ShortNames.of(id).stream()
                .min(Comparator.comparingInt(String::length))
                .orElse(id);
    }

    private static long known(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
