package io.bedrockrelay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What the annotations of the Ingress of `k8s/` make ingress-nginx write into its configuration.
final class IngressSettings {
    private static final Pattern ANNOTATION =
            Pattern.compile("^ +nginx\\.ingress\\.kubernetes\\.io/([a-z-]+): \"?([^\"]+?)\"?$", Pattern.MULTILINE);

    private IngressSettings() {}

    static List<String> directives() throws IOException {
        return ANNOTATION
                .matcher(Files.readString(Path.of("k8s/components/ingress-nginx/ingress.yaml")))
                .results()
                .map(annotation -> directive(annotation.group(1), annotation.group(2)))
                .toList();
    }

    private static String directive(String annotation, String value) {
        return switch (annotation) {
            case "proxy-buffering" -> "proxy_buffering " + value;
            case "proxy-request-buffering" -> "proxy_request_buffering " + value;
            case "proxy-body-size" -> "client_max_body_size " + value;
            case "proxy-read-timeout" -> "proxy_read_timeout " + value + "s";
            case "proxy-send-timeout" -> "proxy_send_timeout " + value + "s";
            case "proxy-http-version" -> "proxy_http_version " + value;
            case "proxy-next-upstream" -> "proxy_next_upstream " + value;
            case "proxy-next-upstream-tries" -> "proxy_next_upstream_tries " + value;
            default ->
                throw new IllegalArgumentException("what ingress-nginx makes of " + annotation + " is not known");
        };
    }
}
