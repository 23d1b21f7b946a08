package io.bedrockrelay.http.route;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;

/// Thinking in a history that only the model which thought it takes back.
final class Thinking {
    private static final byte[] SIGNATURE = RouteWishes.bytes("\"signature\"");
    private static final byte[] REDACTED = RouteWishes.bytes("\"redacted");

    private Thinking() {}

    static boolean isIn(ChatRequest request) {
        return request.messages().stream()
                .flatMap(message -> message.content().stream())
                .anyMatch(block -> (block instanceof Block.Reasoning thought && thought.signature() != null)
                        || block instanceof Block.RedactedReasoning);
    }

    /// Rather once too often: a name in a text only costs the fallback.
    static boolean isIn(byte[] body) {
        return contains(body, SIGNATURE) || contains(body, REDACTED);
    }

    private static boolean contains(byte[] body, byte[] wanted) {
        for (int i = 0; i + wanted.length <= body.length; i++) {
            int k = 0;
            while (k < wanted.length && body[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
