package io.bedrockrelay.http.answer;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// How the items of a stream are told to one client. One per stream, on its event loop, items in their order.
public interface StreamWriter<T> {

    /// The failure that an item tells, if it tells one.
    @Nullable
    Failure failure(T item);

    /// Answers with an ordinary error: the first item was a failure, and nothing has been sent yet.
    void refuse(T item, HttpServerResponse response);

    /// Sets the head of an answer that begins.
    void head(HttpServerResponse response);

    /// Appends what an item says, which may be nothing.
    void item(T item, JsonWriter out);

    /// Whether the item that was told last was a failure, or told one that the writer found: the answer ends there,
    /// whatever would follow.
    default boolean broken() {
        return false;
    }

    /// Appends what follows the last item. Not called after a failure.
    void end(JsonWriter out);

    /// Appends what keeps an idle connection alive, if there is such a thing.
    void keepAlive(JsonWriter out);
}
