package io.bedrockrelay.bench.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// nginx with one worker as a proxy that passes bytes as they come, to clients without TLS or with it.
final class Nginx implements AutoCloseable {
    private final Child process;
    private final int port;

    private Nginx(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx start(int upstream) throws IOException {
        return start("nginx", upstream, "", "");
    }

    /// With the certificate of a folder: `cert.pem` and `key.pem`.
    static Nginx tls(int upstream, Path certificate) throws IOException {
        var files = "ssl_certificate %1$s/cert.pem; ssl_certificate_key %1$s/key.pem;".formatted(certificate);
        return start("nginx-tls", upstream, " ssl http2", files);
    }

    private static Nginx start(String name, int upstream, String listen, String more) throws IOException {
        var program =
                List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx").stream()
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst();
        if (program.isEmpty()) {
            return new Nginx(null, 0);
        }
        int port = Stage.freePort();
        var folder = Files.createDirectories(Path.of("target/bench", name)).toAbsolutePath();
        var file = folder.resolve("nginx.conf");
        Files.writeString(file, """
                daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log; worker_rlimit_nofile 20000;
                events { worker_connections 10000; }
                http {
                  access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi; keepalive_requests 1000000; http2_max_concurrent_streams 128;
                  upstream bedrock { server 127.0.0.1:%2$d; keepalive 5000; keepalive_requests 1000000; }
                  server {
                    listen 127.0.0.1:%3$d%4$s; %5$s
                    location / {
                      proxy_pass http://bedrock; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;
                    }
                  }
                }
                """.formatted(folder, upstream, port, listen, more));
        var command =
                List.of(program.get(), "-c", file.toString(), "-p", folder.toString(), "-e", folder + "/error.log");
        return new Nginx(Child.start(command, new File(folder + "/out.log")), port);
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

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
