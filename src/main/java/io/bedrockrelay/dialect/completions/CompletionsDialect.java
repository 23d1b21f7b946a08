package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.openai.Errors;

/// `POST /v1/chat/completions`.
public final class CompletionsDialect implements Dialect {

    /// What a stream has to know of its request: whether the caller wants the usage chunk.
    public record ChatEcho(boolean usageWanted) implements Echo {}

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Reading read(byte[] body) {
        return ChatReader.read(body);
    }

    /// Before it: `Errors.malformed`, since an answer that cannot be read is a failure and has a status of its own.
    @Override
    public void reply(Reply reply, Answering answering, JsonWriter out) {
        CompletionWriter.write(reply, answering, out);
    }

    @Override
    public StreamEncoder stream(Answering answering) {
        return new ChunkEncoder(answering);
    }

    @Override
    public void failure(Failure failure, String requestId, JsonWriter out) {
        Errors.write(failure, out);
    }
}
