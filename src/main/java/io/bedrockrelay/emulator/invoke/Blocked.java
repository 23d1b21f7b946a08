package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.Author;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.HttpCall;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.Iterator;
import java.util.stream.Stream;

/// What a guardrail that InvokeModel was given by header answers in the place of the model.
///
/// Known: that it is enforced there, that a whole answer has the model's own form and an ordinary end, with Bedrock's
/// `guardrailAction` beside it, and that a stream is one chunk with that member and without invocation metrics. Not
/// known: the other members of that chunk; here they are those of the whole answer without its end.
public final class Blocked {
    private Blocked() {}

    public static boolean is(Prompt prompt, HttpCall call) {
        return call.header("X-Amzn-Bedrock-GuardrailIdentifier").isPresent()
                && prompt.question().contains(Author.FORBIDDEN);
    }

    public static ObjectNode whole(Family family) {
        var body = said(family);
        if (family == Family.CLAUDE) {
            body.put("stop_reason", "end_turn").putNull("stop_sequence");
            body.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
        }
        return body;
    }

    public static Iterator<EncodedFrame> stream(Family family) {
        return Chunks.frames(Stream.of(new Chunks.Inner("block", said(family))));
    }

    private static ObjectNode said(Family family) {
        var body = JsonTrees.object();
        if (family == Family.CLAUDE) {
            body.put("id", "msg_bdrk_blocked").put("type", "message").put("role", "assistant");
            body.putArray("content").addObject().put("type", "text").put("text", Author.SORRY);
        } else {
            body.put("outputText", Author.SORRY);
        }
        return body.put("amazon-bedrock-guardrailAction", "INTERVENED");
    }
}
