package io.bedrockrelay.bench.load;

import io.bedrockrelay.bench.Wish;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs one plan. Everything happens on one event loop.
final class Generator {
    private static final int TICK_MILLIS = 2;

    private final EventLoop loop;
    private final Plan plan;
    private final Tally tally = new Tally();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> all = new HashSet<>();
    private final byte[] scratch = new byte[64 * 1024];
    /// Seeded, so that two runs of one plan ask the same.
    private final Random random = new Random(7);
    private final CompletableFuture<Tally> done = new CompletableFuture<>();
    private final long begunAt = System.nanoTime();
    private final Window window;
    private long turn;
    private boolean stopping;

    Generator(EventLoop loop, Plan plan) {
        this.loop = loop;
        this.plan = plan;
        window = new Window(plan.watch());
    }

    CompletableFuture<Tally> run() {
        loop.execute(() -> {
            switch (plan.mode()) {
                case CLOSED -> fill();
                case VOLLEY -> volley();
                case OPEN -> {}
            }
            loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        });
        after(plan.warmup(), this::openWindow);
        return done;
    }

    Window window() {
        return window;
    }

    private void openWindow() {
        window.open();
        tally.window = true;
        after(plan.seconds(), this::closeWindow);
    }

    private void closeWindow() {
        window.close();
        tally.window = false;
        stopping = true;
        after(plan.patience(), this::giveUp);
        endIfOver();
    }

    private void giveUp() {
        if (!done.isDone()) {
            Set.copyOf(all).forEach(Connection::stuck);
            finish();
        }
    }

    private void endIfOver() {
        if (stopping && tally.open == 0 && !done.isDone()) {
            finish();
        }
    }

    private void finish() {
        Set.copyOf(all).forEach(Connection::close);
        done.complete(tally);
    }

    /// What the clock starts: arrivals of the open mode, and the ramp of the closed one.
    private void tick() {
        if (stopping || plan.rate() == 0 || plan.mode() == Plan.Mode.VOLLEY) {
            return;
        }
        long due = (System.nanoTime() - begunAt) * plan.rate() / TimeUnit.SECONDS.toNanos(1);
        if (plan.mode() == Plan.Mode.CLOSED) {
            due = Math.min(due, plan.streams());
        }
        while (turn < due && tally.open < plan.streams()) {
            start();
        }
        // What the limit of streams kept from starting is not made up for.
        turn = Math.max(turn, plan.mode() == Plan.Mode.OPEN ? due : 0);
    }

    private void fill() {
        for (int i = 0; i < plan.streams() && plan.rate() == 0; i++) {
            start();
        }
    }

    private void volley() {
        for (int i = 0; i < plan.streams(); i++) {
            start();
        }
    }

    private void over() {
        if (!stopping && plan.mode() == Plan.Mode.CLOSED) {
            // Not within the answer's own turn: an answer that comes at once would nest.
            loop.execute(this::start);
        } else if (!stopping && plan.mode() == Plan.Mode.VOLLEY && tally.open == 0) {
            loop.execute(this::volley);
        }
        endIfOver();
    }

    private void start() {
        if (stopping) {
            return;
        }
        turn++;
        var dialect = plan.dialects().get((int) (turn % plan.dialects().size()));
        var fault = random.nextDouble() < plan.faults() ? fault() : Wish.Fault.NONE;
        int at = fault == Wish.Fault.NONE ? 0 : plan.events() / 2;
        var wish = new Wish(plan.events(), plan.pace(), plan.delay(), fault, at);
        boolean leaves = fault == Wish.Fault.NONE && random.nextDouble() < plan.disconnects();
        int leaveAt = leaves ? random.nextInt(Math.max(1, plan.events() - 1)) : -1;
        send(new Exchange(tally, dialect, wish, plan.stream(), leaveAt, plan.prompt()));
    }

    private Wish.Fault fault() {
        var faults = Wish.Fault.values();
        // A whole answer can be refused or cut, but has no middle.
        return plan.stream() ? faults[1 + random.nextInt(faults.length - 1)] : Wish.Fault.THROTTLED;
    }

    private void send(Exchange exchange) {
        var connection = idle.poll();
        while (connection != null && !connection.open()) {
            connection = idle.poll();
        }
        if (connection == null) {
            connect(exchange);
        } else {
            connection.send(exchange);
        }
    }

    private void connect(Exchange exchange) {
        var connection = new Connection(plan.headers(), scratch, idle::push, this::over);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect("127.0.0.1", plan.port())
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        all.add(connection);
                        connection.send(exchange);
                    } else {
                        exchange.lost();
                        over();
                    }
                });
    }

    private void after(double seconds, Runnable task) {
        loop.schedule(task, (long) (seconds * 1e6), TimeUnit.MICROSECONDS);
    }
}
