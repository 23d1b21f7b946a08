package io.bedrockrelay.http.claude;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.bedrock.AwsError;
import java.util.Map;
import java.util.Optional;

/// Anthropic's messages for a client that takes the relay for Bedrock: what a Claude model would have answered there,
/// in the frames and the errors of Bedrock's own wire.
public final class FramedMessages implements Dialect {
    private static final AnthropicDialect MESSAGES = AnthropicDialect.ofOthers();

    @Override
    public String name() {
        return "bedrock";
    }

    @Override
    public Reading read(byte[] body) {
        return MESSAGES.read(body);
    }

    @Override
    public void reply(Reply reply, Answering answering, JsonWriter out) {
        MESSAGES.reply(reply, answering, out);
    }

    /// A reply that cannot be read is no answer on this wire.
    @Override
    public Optional<Failure> broken(Reply reply) {
        return reply.stopReason().malformed()
                ? Optional.of(FramedStream.malformed(reply.stopReason()))
                : Optional.empty();
    }

    @Override
    public StreamEncoder stream(Answering answering) {
        return new FramedStream(MESSAGES.stream(answering), MESSAGES::worded);
    }

    @Override
    public void failure(Failure failure, String requestId, JsonWriter out) {
        AwsError.of(MESSAGES.worded(failure)).body(out);
    }

    @Override
    public int status(Failure failure) {
        return AwsError.of(failure).status();
    }

    @Override
    public Map<String, String> headers(Failure failure) {
        return Map.of(AwsError.HEADER, AwsError.of(failure).type());
    }
}
