package io.bedrockrelay.dialect.claude;

import io.bedrockrelay.dialect.claude.outline.Node;
import io.bedrockrelay.dialect.claude.outline.Outline;
import org.jspecify.annotations.Nullable;

/// How many tokens a body has, about, where Bedrock does not count. Everything that the model will read is counted:
/// too low a number lets a session run into the model's limit, which nothing mends.
public final class TokenEstimate {
    private static final double BYTES_A_TOKEN = 3.5;
    /// Newer models make some 30 % more tokens of the same text.
    private static final double BYTES_A_NEW_TOKEN = 2.7;
    private static final long MESSAGE = 4;
    private static final long TOOLS = 340;
    private static final long IMAGE = 1_600;
    private static final long DOCUMENT = 1_500;

    private long bytes;
    private long tokens;

    private TokenEstimate() {}

    /// @param body of Anthropic's API, of which nothing is built: it may be as large as a body may be
    /// @param newer whether the model has the newer tokenizer
    public static long of(Outline body, boolean newer) {
        return new TokenEstimate().of(body.root(), newer);
    }

    private long of(Node body, boolean newer) {
        count(body.get("system"));
        for (var message : body.all("messages")) {
            tokens += MESSAGE;
            count(message.get("content"));
        }
        if (!body.all("tools").isEmpty()) {
            tokens += TOOLS;
            count(body.get("tools"));
        }
        return tokens + (long) Math.ceil(bytes / (newer ? BYTES_A_NEW_TOKEN : BYTES_A_TOKEN));
    }

    private void count(@Nullable Node value) {
        if (value == null) {
            return;
        }
        if (value.is("type", "image")) {
            tokens += IMAGE;
        } else if (value.is("type", "document") && !isPlainText(value.get("source"))) {
            tokens += DOCUMENT;
        } else if (value.members().isEmpty() && value.elements().isEmpty()) {
            bytes += value.bytes();
        } else {
            for (var member : value.members()) {
                bytes += member.name().length();
                count(member.value());
            }
            value.elements().forEach(this::count);
        }
    }

    private static boolean isPlainText(@Nullable Node source) {
        return source != null && source.is("type", "text");
    }
}
