package io.bedrockrelay.bench.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;

/// A Bedrock that costs next to nothing: true frames, encoded beforehand, from one thread. It says where it listens in
/// its first line of output, and ends with its standard input.
public final class StandIn {
    private StandIn() {}

    public static void main(String[] args) throws Exception {
        var loop = new NioEventLoopGroup(1);
        var wheel = new Wheel();
        var bedrock = new Bedrock(wheel);
        loop.submit(() -> wheel.start(loop.next())).sync();
        var server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 8192)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Client(bedrock));
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", args.length == 0 ? 0 : Integer.parseInt(args[0])))
                .sync()
                .channel();
        System.out.println(((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Whoever started this closes the stream when it is no longer needed, if only by dying.
        }
        loop.shutdownGracefully();
    }
}
