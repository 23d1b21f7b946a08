package io.bedrockrelay.bench.standin;

import io.bedrockrelay.bench.Marker;
import io.bedrockrelay.bench.Wish;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/// One connection: requests in, answers out, one at a time. It reads as much of HTTP as the relay and the load
/// generator write.
final class Client extends ChannelInboundHandlerAdapter {
    private final Bedrock bedrock;
    private final ByteBuf received = Unpooled.buffer();
    private ChannelHandlerContext context;
    private Script script;
    private int step;
    private int pace;

    Client(Bedrock bedrock) {
        this.bedrock = bedrock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var piece = (ByteBuf) message;
        received.writeBytes(piece);
        piece.release();
        var text = received.toString(StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0 || received.readableBytes() < head + 4 + length(text, head)) {
            return;
        }
        received.clear();
        answer(text.substring(0, text.indexOf('\r')).split(" ", -1), text.substring(head));
    }

    private static int length(String text, int head) {
        int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
        return at < 0 || at > head
                ? 0
                : Integer.parseInt(
                        text.substring(at + 15, text.indexOf('\r', at)).strip());
    }

    private void answer(String[] line, String body) {
        if (line[0].equals("GET")) {
            var json = line[1].equals("/counters") ? bedrock.counters() : Control.answer(line[1]);
            context.writeAndFlush(Script.whole(Marker.bytes(json)).all(), context.voidPromise());
            return;
        }
        var wish = Wish.of(body);
        script = bedrock.script(line[1].substring(line[1].lastIndexOf('/') + 1), wish);
        step = 0;
        pace = wish.paceMillis();
        bedrock.begun();
        if (wish.waitMillis() > 0) {
            bedrock.wheel().after(wish.waitMillis(), this::send);
        } else {
            send();
        }
    }

    private void send() {
        if (script == null) {
            return;
        }
        if (pace <= 0 || script.steps() == 1) {
            context.writeAndFlush(script.all(), context.voidPromise());
            end();
            return;
        }
        context.writeAndFlush(script.step(step), context.voidPromise());
        step++;
        if (step == script.steps()) {
            end();
        } else {
            bedrock.wheel().after(pace, this::send);
        }
    }

    private void end() {
        boolean closes = script.closes();
        script = null;
        bedrock.finished();
        if (closes) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (script != null) {
            script = null;
            bedrock.left();
        }
        received.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
