package io.bedrockrelay.bench.load;

import io.netty.channel.nio.NioEventLoopGroup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

/// Runs plans, one after the other, and prints the result of each as one line of JSON: the plan of the command line,
/// or those that come line by line from standard input.
public final class Load {
    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);

    private Load() {}

    public static void main(String[] args) throws Exception {
        var load = new Load();
        if (args.length > 0) {
            System.out.println(load.run(Plan.of(String.join(" ", args))));
        } else {
            var plans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = plans.readLine(); line != null; line = plans.readLine()) {
                System.out.println(load.run(Plan.of(line)));
            }
        }
        load.loop.shutdownGracefully();
    }

    private String run(Plan plan) throws InterruptedException, ExecutionException {
        var generator = new Generator(loop.next(), plan);
        var tally = generator.run().get();
        return Result.json(plan, tally, generator.window());
    }
}
