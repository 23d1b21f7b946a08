package io.bedrockrelay.dialect.relay;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.StreamEncoder;

/// `POST /api/chat`. Whether the answer streams is told by the request's `Accept` header or by `"stream": true`.
public final class RelayDialect implements Dialect {

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Reading read(byte[] body) {
        return Field.read(body, RelayRequestReader::read);
    }

    @Override
    public boolean streamsOnAccept() {
        return true;
    }

    @Override
    public void reply(Reply reply, Answering answering, JsonWriter out) {
        out.begin().field("status", "success").name("data").begin();
        out.name("message").begin().field("role", "assistant").name("content").beginArray();
        reply.content().forEach(block -> RelayBlockWriter.write(block, out));
        out.endArray().end();
        out.field("stopReason", reply.stopReason().wire());
        if (reply.stopSequence() != null) {
            out.field("stopSequence", reply.stopSequence());
        }
        out.name("usage");
        Fields.usage(reply.usage(), out);
        out.name("model");
        Fields.model(answering, out);
        if (reply.latencyMs() >= 0) {
            out.field("latencyMs", reply.latencyMs());
        }
        Fields.modelFields(reply.modelFields(), out);
        Fields.extras(reply.trace(), reply.serviceTier(), reply.latency(), out);
        out.end().end();
    }

    @Override
    public StreamEncoder stream(Answering answering) {
        return new RelayStream(answering);
    }

    @Override
    public void failure(Failure failure, String requestId, JsonWriter out) {
        if (failure.code().callersMistake()) {
            out.begin().field("status", "fail").name("data").begin();
            Fields.failure(failure, out);
            out.field("requestId", requestId).end().end();
        } else {
            out.begin().field("status", "error");
            Fields.failure(failure, out);
            out.field("requestId", requestId).end();
        }
    }
}
