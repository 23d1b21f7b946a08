package io.bedrockrelay.bedrock;

import io.bedrockrelay.chat.Failure;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether what came is an answer at all. Only a status of 200 with the operation's own content type is one, and only
/// statuses from 400 to 599 are errors of Bedrock's; everything else was written by something that stands in between,
/// and passing it on would make an answer of it.
final class AnswerCheck {
    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;
    /// A header of somebody else's making is quoted in part only.
    private static final int QUOTED = 100;

    private AnswerCheck() {}

    /// Null for an answer, and for an error.
    ///
    /// @param asked headers of the request
    static @Nullable Failure problem(Operation operation, Map<String, String> asked, ResponseHead head) {
        int status = head.status();
        if (status >= FIRST_ERROR && status <= LAST_ERROR) {
            return null;
        }
        var type = head.headers().get("Content-Type");
        var encoding = Objects.requireNonNullElse(head.headers().get("Content-Encoding"), "identity");
        if (!head.ok() || !operation.answers(type, asked)) {
            return new Failure.Broken("Bedrock's answer is none: it has the status " + status + " and "
                    + (type == null ? "no content type" : "the content type " + quoted(type)) + " instead of 200 and "
                    + operation.answerType() + ". Does relay.bedrock.endpoint-override, or a proxy, lead elsewhere?");
        }
        if (!encoding.equalsIgnoreCase("identity")) {
            return new Failure.Broken("Bedrock's answer cannot be read: it has the status 200 and the content type "
                    + operation.answerType() + ", but came with the encoding " + quoted(encoding)
                    + ", which nobody asked for.");
        }
        return null;
    }

    private static String quoted(String header) {
        var plain = header.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() <= QUOTED ? plain : plain.substring(0, QUOTED) + "…";
    }
}
