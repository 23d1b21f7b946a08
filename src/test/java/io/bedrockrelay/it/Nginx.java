package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A real nginx on a free port, in a folder of its own, before one relay or several.
final class Nginx implements AutoCloseable {
    private final Path folder;
    private final List<String> directives;
    private final int port;
    private final Process process;

    private Nginx(Path folder, List<String> directives, int port, Process process) {
        this.folder = folder;
        this.directives = directives;
        this.port = port;
        this.process = process;
    }

    /// Listens when it returns.
    ///
    /// @param folder empty; for its configuration and its log
    /// @param directives of the location, such as `proxy_buffering off`
    /// @param relays their ports
    static Nginx start(Path folder, List<String> directives, List<Integer> relays)
            throws IOException, InterruptedException {
        var program = Program.require("nginx");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        write(folder, directives, port, relays);
        var process = new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var nginx = new Nginx(folder, directives, port, process);
        nginx.awaitListening();
        return nginx;
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /// Takes other relays from now on, as a controller does when the endpoints of a Service change. Answers that have
    /// begun go on.
    void use(List<Integer> relays) throws IOException, InterruptedException {
        write(folder, directives, port, relays);
        int before = log().length();
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        var never = new CountDownLatch(1);
        // The new worker takes connections before the old one is told to stop taking them.
        for (int tries = 0; !log().substring(before).contains("gracefully shutting down"); tries++) {
            assertThat(tries).as(log()).isLessThan(1000);
            never.await(10, TimeUnit.MILLISECONDS);
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        for (int tries = 0; tries < 1000; tries++) {
            assertThat(process.isAlive()).as(log()).isTrue();
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                never.await(10, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("nginx does not listen: " + log());
    }

    private static void write(Path folder, List<String> directives, int port, List<Integer> relays) throws IOException {
        var servers = relays.stream()
                .map(relay -> "    server 127.0.0.1:" + relay + ";")
                .collect(Collectors.joining("\n"));
        var settings =
                directives.stream().map(directive -> "      " + directive + ";").collect(Collectors.joining("\n"));
        // Root's workers would be of another user, who may not enter the folder.
        var config = """
            user %s;
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr notice;
            events { worker_connections 2048; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              upstream relay {
            %s
                keepalive 320;
              }
              server {
                listen 127.0.0.1:%d;
                location / {
                  proxy_pass http://relay;
                  proxy_set_header Connection "";
                  proxy_set_header Host $host;
            %s
                }
              }
            }
            """.formatted(System.getProperty("user.name"), servers, port, settings);
        Files.writeString(folder.resolve("nginx.conf"), config);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
