package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Turns the frames of one ConverseStream answer into events, one at most for each, but for the first, which may be
/// two. One per stream, one thread at a time, frames in their order.
///
/// It holds the order that `ChatEvent` promises whatever arrives: one start, one stop, nothing but usage after the
/// stop, nothing after a failure. An answer that begins without its start has one all the same, and usage that came
/// before the stop is told at the end, unless there was some behind it. Event types and delta kinds that this
/// release does not know say nothing.
public final class EventReader {
    private static final int NONE = -1;

    private final UnaryOperator<String> toolNames;
    private final @Nullable String requestId;
    private final DeltaReader deltas = new DeltaReader();
    private int hosted = NONE;
    private boolean started;
    private boolean stopped;
    private boolean metered;
    private boolean failed;
    private ChatEvent.@Nullable Metered early;
    /// What the last frame said behind the start that it lacked.
    private @Nullable ChatEvent besides;

    /// One for each answer.
    ///
    /// @param toolNames from the name that Bedrock was told to the caller's own
    /// @param requestId Bedrock's id of the request, kept in failures
    public EventReader(UnaryOperator<String> toolNames, @Nullable String requestId) {
        this.toolNames = toolNames;
        this.requestId = requestId;
    }

    /// What the frame says, or null if nothing.
    public @Nullable ChatEvent read(Frame frame) {
        if (failed) {
            return null;
        }
        var kind = frame.messageType();
        if ("event".equals(kind)) {
            return event(frame);
        }
        if ("exception".equals(kind) || "error".equals(kind)) {
            return fail(ErrorFrame.read(frame, requestId).failure());
        }
        return fail(new Failure.Broken("Bedrock sent a message that is neither an event nor an exception."));
    }

    /// What the last frame said besides; null once it was asked for.
    public @Nullable ChatEvent more() {
        var event = besides;
        besides = null;
        return event;
    }

    /// Whether the model told why it stopped: a stream that ends before is broken.
    public boolean stopped() {
        return stopped;
    }

    /// Usage that came before the stop, where none came after it: due once the stream has ended.
    public @Nullable ChatEvent untold() {
        return stopped && !metered ? early : null;
    }

    /// Whether the last event was a failure, after which nothing counts.
    public boolean failed() {
        return failed;
    }

    private @Nullable ChatEvent event(Frame frame) {
        var type = frame.eventType();
        if (type == null) {
            return null;
        }
        try {
            return switch (type) {
                case "contentBlockDelta" -> stopped ? null : begun(own(deltas.read(frame)));
                case "contentBlockStart" -> stopped ? null : begun(start(Tree.object(frame)));
                case "contentBlockStop" -> stopped ? null : begun(stopBlock(index(Tree.object(frame))));
                case "messageStart" -> started();
                case "messageStop" -> stopped ? null : begun(stop(frame));
                case "metadata" -> meter(frame);
                default -> null;
            };
        } catch (IOException _) {
            // The cause would quote the payload, which is what the model said.
            return fail(new Failure.Broken("Bedrock sent a " + type + " event that cannot be read."));
        }
    }

    /// The event, after a start where none has come.
    private @Nullable ChatEvent begun(@Nullable ChatEvent event) {
        if (started || event == null) {
            return event;
        }
        started = true;
        besides = event;
        return new ChatEvent.Started();
    }

    private @Nullable ChatEvent started() {
        if (started || stopped) {
            return null;
        }
        started = true;
        return new ChatEvent.Started();
    }

    private @Nullable ChatEvent start(JsonNode node) {
        var tool = node.path("start").path("toolUse");
        var id = Tree.text(tool.path("toolUseId"));
        var name = Tree.text(tool.path("name"));
        if (id == null || name == null) {
            return null;
        }
        if ("server_tool_use".equals(Tree.text(tool.path("type")))) {
            hosted = index(node);
            return null;
        }
        return new ChatEvent.ToolStarted(index(node), id, toolNames.apply(name));
    }

    /// The arguments of a tool that Bedrock runs itself are as little the caller's business as the call: it would try
    /// to run it.
    private @Nullable ChatEvent own(@Nullable ChatEvent delta) {
        return delta instanceof ChatEvent.ToolInput input && input.index() == hosted ? null : delta;
    }

    private @Nullable ChatEvent stopBlock(int index) {
        if (index != hosted) {
            return new ChatEvent.BlockStopped(index);
        }
        hosted = NONE;
        return null;
    }

    private ChatEvent stop(Frame frame) throws IOException {
        var node = Tree.object(frame);
        if (!node.path("stopReason").isTextual()) {
            throw new IOException("a stop without its reason");
        }
        stopped = true;
        return Facts.stopped(node);
    }

    private @Nullable ChatEvent meter(Frame frame) throws IOException {
        if (metered) {
            return null;
        }
        var node = Tree.object(frame);
        if (!node.path("usage").isObject()) {
            throw new IOException("metadata without usage");
        }
        var cost = Facts.metered(node);
        if (stopped) {
            metered = true;
            return cost;
        }
        early = cost;
        return null;
    }

    private ChatEvent fail(Failure failure) {
        failed = true;
        return new ChatEvent.Failed(failure);
    }

    private static int index(JsonNode node) {
        return Math.max(0, node.path("contentBlockIndex").asInt(0));
    }
}
