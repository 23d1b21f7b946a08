package io.bedrockrelay.dialect.anthropic.model;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of `GET /v1/models`.
public record ModelPage(List<AnthropicModel> models, boolean hasMore) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 1000;

    public ModelPage {
        models = List.copyOf(models);
    }

    /// The page that a query asks for, or why there is none.
    public sealed interface Cut {
        record Page(ModelPage page) implements Cut {}

        record Refused(Failure failure) implements Cut {}
    }

    /// Cuts one page out of the list.
    ///
    /// @param all every model in the order of the list
    /// @param limit the query parameter as it came, null if it did not; likewise the ids
    /// @param beforeId the page ends just before this model
    /// @param afterId the page begins just after this model
    public static Cut of(
            List<AnthropicModel> all, @Nullable String limit, @Nullable String beforeId, @Nullable String afterId) {
        int size = limit == null ? DEFAULT_LIMIT : number(limit);
        if (size < 1 || size > MOST) {
            return refused("limit", "'limit' must be a whole number from 1 to 1000.");
        }
        if (beforeId != null && afterId != null) {
            return refused("before_id", "'before_id' and 'after_id' cannot be used together.");
        }
        if (beforeId != null) {
            int before = index(all, beforeId);
            int from = Math.max(0, before - size);
            return before < 0 ? unknown("before_id", beforeId) : page(all, from, before, from > 0);
        }
        int from = afterId == null ? 0 : index(all, afterId) + 1;
        if (afterId != null && from == 0) {
            return unknown("after_id", afterId);
        }
        int to = Math.min(all.size(), from + size);
        return page(all, from, to, to < all.size());
    }

    public void write(JsonWriter out) {
        out.begin().name("data").beginArray();
        models.forEach(model -> model.write(out));
        out.endArray().field("has_more", hasMore);
        id(out, "first_id", models.isEmpty() ? null : models.getFirst().id());
        id(out, "last_id", models.isEmpty() ? null : models.getLast().id());
        out.end();
    }

    private static Cut page(List<AnthropicModel> all, int from, int to, boolean more) {
        return new Cut.Page(new ModelPage(all.subList(from, to), more));
    }

    private static Cut unknown(String parameter, String id) {
        return refused(parameter, "'" + parameter + "' names '" + id + "', which is not in the list.");
    }

    private static Cut refused(String parameter, String message) {
        return new Cut.Refused(new Failure.Invalid(parameter, message));
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private static int index(List<AnthropicModel> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static void id(JsonWriter out, String name, @Nullable String id) {
        out.name(name);
        if (id == null) {
            out.nil();
        } else {
            out.value(id);
        }
    }
}
