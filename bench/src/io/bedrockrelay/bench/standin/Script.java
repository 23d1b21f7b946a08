package io.bedrockrelay.bench.standin;

import io.bedrockrelay.bench.Marker;
import io.bedrockrelay.bench.Wish;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/// One answer, encoded once down to HTTP's chunks, shared by every stream that asks for it: sending an event is
/// writing a slice. What is sent at once is one buffer and one write.
final class Script {
    private static final byte[] LAST_CHUNK = Marker.bytes("0\r\n\r\n");

    private final ByteBuf bytes;
    /// Where each step begins; a paced stream sends a step at a time.
    private final int[] steps;

    private final boolean closes;

    private Script(List<byte[]> steps, boolean closes) {
        this.closes = closes;
        this.steps = new int[steps.size() + 1];
        for (int i = 0; i < steps.size(); i++) {
            this.steps[i + 1] = this.steps[i] + steps.get(i).length;
        }
        var all = Unpooled.directBuffer(this.steps[steps.size()]);
        steps.forEach(all::writeBytes);
        bytes = Unpooled.unreleasableBuffer(all.asReadOnly());
    }

    /// A stream as the wish wants it. What is sent at once is one of HTTP's chunks, unless it is wanted in pieces.
    static Script stream(Answers.Stream answer, Wish wish) {
        var steps = new ArrayList<byte[]>();
        steps.add(join(
                head(200, "application/vnd.amazon.eventstream", "Transfer-Encoding: chunked"),
                chunks(answer.before())));
        int end = wish.fault() == Wish.Fault.NONE ? wish.events() : Math.min(wish.at(), wish.events());
        if (wish.paceMillis() == 0 && end > 0) {
            steps.add(chunk(join(answer.deltas().subList(0, end).toArray(byte[][]::new))));
        } else {
            answer.deltas().subList(0, end).forEach(delta -> steps.add(chunk(delta)));
        }
        switch (wish.fault()) {
            case NONE -> steps.add(join(chunks(answer.after()), LAST_CHUNK));
            case EXCEPTION ->
                steps.add(
                        join(chunk(Frames.exception("modelStreamErrorException", "The model stumbled.")), LAST_CHUNK));
            case CORRUPT -> steps.add(chunk(Frames.corrupt(answer.deltas().get(0))));
            case TRUNCATED -> steps.add(LAST_CHUNK);
            case CUT, THROTTLED -> {}
        }
        return new Script(steps, wish.fault() == Wish.Fault.CUT || wish.fault() == Wish.Fault.CORRUPT);
    }

    static Script whole(byte[] json) {
        return new Script(List.of(join(head(200, "application/json", "Content-Length: " + json.length), json)), false);
    }

    static Script throttled() {
        var json = Marker.bytes("{\"message\":\"Too many requests, please wait before trying again.\"}");
        var type = "x-amzn-ErrorType: ThrottlingException\r\nContent-Length: " + json.length;
        return new Script(List.of(join(head(429, "application/json", type), json)), false);
    }

    int steps() {
        return steps.length - 1;
    }

    boolean closes() {
        return closes;
    }

    ByteBuf all() {
        return bytes.duplicate();
    }

    ByteBuf step(int index) {
        return bytes.slice(steps[index], steps[index + 1] - steps[index]);
    }

    private static byte[] head(int status, String type, String framing) {
        return Marker.bytes("HTTP/1.1 " + status + " Said\r\nContent-Type: " + type
                + "\r\nx-amzn-RequestId: 00000000-1111-2222-3333-444444444444\r\n" + framing + "\r\n\r\n");
    }

    private static byte[] chunks(List<byte[]> frames) {
        return join(frames.stream().map(Script::chunk).toArray(byte[][]::new));
    }

    private static byte[] chunk(byte[] frame) {
        return join(Marker.bytes(Integer.toHexString(frame.length) + "\r\n"), frame, Marker.bytes("\r\n"));
    }

    private static byte[] join(byte[]... parts) {
        var joined = Unpooled.wrappedBuffer(parts);
        var bytes = new byte[joined.readableBytes()];
        joined.readBytes(bytes);
        return bytes;
    }
}
