package io.bedrockrelay.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.function.Consumer;

/// One connection with one exchange at a time. Everything on the generator's one event loop.
final class Connection extends ChannelInboundHandlerAdapter implements HttpReader.Answer {
    private final List<String> headers;
    private final byte[] scratch;
    private final Consumer<Connection> free;
    private final Runnable over;
    private final HttpReader http = new HttpReader(this);
    private ChannelHandlerContext context;
    private Exchange exchange;

    /// @param headers of every request, besides its own
    /// @param scratch shared by all connections
    /// @param free told when the connection may be used again
    /// @param over told when an exchange is over, whatever becomes of the connection
    Connection(List<String> headers, byte[] scratch, Consumer<Connection> free, Runnable over) {
        this.headers = headers;
        this.scratch = scratch;
        this.free = free;
        this.over = over;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    boolean open() {
        return context.channel().isActive();
    }

    void send(Exchange next) {
        exchange = next;
        context.writeAndFlush(Unpooled.wrappedBuffer(next.request(headers)), context.voidPromise());
    }

    void close() {
        context.close();
    }

    void stuck() {
        if (exchange != null) {
            var last = exchange;
            exchange = null;
            last.stuck();
        }
        close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var piece = (ByteBuf) message;
        while (piece.isReadable() && exchange != null) {
            int length = Math.min(scratch.length, piece.readableBytes());
            piece.readBytes(scratch, 0, length);
            http.feed(scratch, length);
        }
        piece.release();
    }

    @Override
    public void head(int status) {
        exchange.head(status);
    }

    @Override
    public void body(byte[] bytes, int from, int to) {
        if (exchange == null) {
            return;
        }
        exchange.body(bytes, from, to);
        if (exchange.leaves()) {
            var last = exchange;
            exchange = null;
            last.left();
            close();
            over.run();
        }
    }

    @Override
    public void ended(boolean keep) {
        if (exchange == null) {
            return;
        }
        var last = exchange;
        exchange = null;
        last.ended();
        if (keep) {
            free.accept(this);
        } else {
            close();
        }
        over.run();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null) {
            var last = exchange;
            exchange = null;
            last.lost();
            over.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
