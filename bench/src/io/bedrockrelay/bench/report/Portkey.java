package io.bedrockrelay.bench.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Portkey's gateway, a peer that translates OpenAI's dialect to Converse too. `bench/compare` installs it where npm
/// is at hand.
final class Portkey implements AutoCloseable {
    private static final Path HOME = Path.of("target/bench/portkey/node_modules/@portkey-ai/gateway");

    private final Child process;
    private final int port;
    private final int upstream;

    private Portkey(Child process, int port, int upstream) {
        this.process = process;
        this.port = port;
        this.upstream = upstream;
    }

    static Portkey start(int upstream) throws IOException {
        var server = HOME.resolve("build/start-server.js");
        if (!Files.exists(server)) {
            return new Portkey(null, 0, 0);
        }
        int port = Stage.freePort();
        var command = List.of("node", server.toString(), "--port=" + port, "--headless");
        return new Portkey(Child.start(command, new File("target/bench/portkey.log")), port, upstream);
    }

    boolean runs() {
        return process != null;
    }

    int port() {
        return port;
    }

    String pid() {
        return process.pid();
    }

    /// What a request must say for this gateway to find the stand-in, as a plan writes it.
    String headers() {
        return "x-portkey-provider:bedrock;x-portkey-aws-region:us-east-1;x-portkey-aws-access-key-id:AKIDEXAMPLE;"
                + "x-portkey-aws-secret-access-key:secret;x-portkey-custom-host:http://127.0.0.1:" + upstream;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
