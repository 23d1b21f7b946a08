package io.bedrockrelay.bedrock.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.bedrock.frame.Frame;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the two kinds of frame that end a stream in a failure: `exception`, which Bedrock's API names, and `error`,
/// which is the event-stream protocol's own.
public final class ErrorFrame {
    /// The HTTP status of a stream that had begun.
    private static final int OK = 200;

    private ErrorFrame() {}

    public static UpstreamError read(Frame frame, @Nullable String requestId) {
        var type = frame.exceptionType();
        if (type != null) {
            return new UpstreamError(type, OK, message(frame), requestId, null);
        }
        var code = Objects.requireNonNullElse(frame.text(":error-code"), "unknown");
        var text = Objects.requireNonNullElse(frame.text(":error-message"), "");
        return new UpstreamError(code, OK, text, requestId, null);
    }

    private static String message(Frame frame) {
        try {
            JsonNode node = Tree.of(frame);
            var message = Tree.text(node.path("message"), Tree.text(node.path("Message"), ""));
            var original = Tree.text(node.path("originalMessage"), "");
            return original.isEmpty() ? message : message + ": " + original;
        } catch (IOException _) {
            // An exception without a readable body is still that exception.
            return "";
        }
    }
}
