package io.bedrockrelay.dialect.responses;

/// What a site decides about this API.
///
/// @param dropUnknownItems leave items of unknown types out, and tell, instead of refusing the request
/// @param implicitCache set cache points where the caller names none, as OpenAI caches unasked
/// @param keepAliveEvent 8: each eighth keep-alive in a row is an event; 0: none
/// @param maxAnswer how many bytes of an answer are kept
public record ResponsesSettings(boolean dropUnknownItems, boolean implicitCache, int keepAliveEvent, long maxAnswer) {
    public static final ResponsesSettings DEFAULT = new ResponsesSettings(false, true, 8, 16L << 20);

    public ResponsesSettings {
        if (keepAliveEvent < 0 || maxAnswer < 1) {
            throw new IllegalArgumentException("keepAliveEvent is negative or maxAnswer less than one byte");
        }
    }
}
