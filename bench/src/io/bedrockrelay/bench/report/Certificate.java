package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A certificate for localhost of the benchmark's own making, and a trust store with it.
final class Certificate {
    private static final Path FOLDER = Path.of("target/bench/certificate").toAbsolutePath();

    private Certificate() {}

    static Path make() throws IOException, InterruptedException {
        var trusted = FOLDER.resolve("trusted.p12");
        if (!Files.exists(trusted)) {
            Files.createDirectories(FOLDER);
            var cert = FOLDER.resolve("cert.pem").toString();
            run("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -keyout %s -out %s"
                            .formatted(FOLDER.resolve("key.pem"), cert)
                    + " -addext subjectAltName=DNS:localhost");
            run("%s/bin/keytool -importcert -noprompt -alias bench -storepass changeit -file %s -keystore %s"
                    .formatted(System.getProperty("java.home"), cert, trusted));
        }
        return FOLDER;
    }

    static List<String> flags() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + FOLDER.resolve("trusted.p12"),
                "-Djavax.net.ssl.trustStorePassword=changeit");
    }

    private static void run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("failed, see " + FOLDER + "/log: " + command);
        }
    }
}
