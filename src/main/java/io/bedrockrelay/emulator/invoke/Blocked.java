package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.Author;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.HttpCall;
import java.util.Iterator;
import java.util.stream.Stream;

/// What a guardrail that InvokeModel was given by header answers in the place of the model.
///
/// Known: that it is enforced there, that a whole answer has the model's own form and an ordinary end, with Bedrock's
/// `guardrailAction` beside it, and that a stream is one chunk with that member and without invocation metrics. Not
/// known: the other members of that chunk; here they are those of the whole answer.
public final class Blocked {
    private Blocked() {}

    public static boolean is(Prompt prompt, HttpCall call) {
        return call.header("X-Amzn-Bedrock-GuardrailIdentifier").isPresent()
                && prompt.question().contains(Author.FORBIDDEN);
    }

    /// Adds Bedrock's word for it to the answer in the model's own form.
    public static ObjectNode marked(ObjectNode whole) {
        return whole.put("amazon-bedrock-guardrailAction", "INTERVENED");
    }

    public static Iterator<EncodedFrame> stream(ObjectNode whole) {
        return Chunks.frames(Stream.of(new Chunks.Inner("block", marked(whole))));
    }
}
