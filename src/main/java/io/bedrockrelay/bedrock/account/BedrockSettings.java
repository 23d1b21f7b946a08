package io.bedrockrelay.bedrock.account;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.runtime.configuration.MemorySize;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checks of `BedrockConfig`, made at start.
public final class BedrockSettings {
    private static final String URL = "Write an absolute base URL such as https://bedrock.example.internal.";
    private static final long SMALLEST_FRAME = 64 * 1024;
    private static final long LARGEST = 1L << 30;

    private BedrockSettings() {}

    /// Everything that is wrong with the settings, in their order; empty if nothing is.
    public static List<ConfigProblem> problems(BedrockConfig config) {
        var problems = new ArrayList<ConfigProblem>();
        url("relay.bedrock.endpoint-override", config.endpointOverride(), problems);
        config.endpoints().forEach((region, endpoints) -> {
            var key = "relay.bedrock.endpoints.\"" + region + "\"";
            if (!region.matches("[a-z]{2,}(-[a-z0-9]+)+")) {
                problems.add(new ConfigProblem(key, region, "no Region has such a name", "Write it like eu-west-1."));
            }
            url(key + ".control", endpoints.control(), problems);
            url(key + ".runtime", endpoints.runtime(), problems);
        });
        positive("relay.bedrock.connect-timeout", config.connectTimeout(), problems);
        positive("relay.bedrock.keep-alive", config.keepAlive(), problems);
        if (config.maxConnections() < 1) {
            problems.add(new ConfigProblem(
                    "relay.bedrock.max-connections",
                    String.valueOf(config.maxConnections()),
                    "without a connection there is no answer",
                    "Write a number from 1 up, or leave it out for 10000."));
        }
        size("relay.bedrock.max-frame-size", config.maxFrameSize(), problems);
        size("relay.bedrock.max-answer-size", config.maxAnswerSize(), problems);
        return List.copyOf(problems);
    }

    private static void url(String key, Optional<String> value, List<ConfigProblem> problems) {
        value.ifPresent(text -> {
            var reason = urlProblem(text);
            if (reason != null) {
                problems.add(new ConfigProblem(key, text, reason, URL));
            }
        });
    }

    private static @Nullable String urlProblem(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return "it is not a URL: " + e.getReason();
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            return "it does not begin with http:// or https://";
        }
        if (uri.getHost() == null) {
            return "it names no host";
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            return "a base URL has no user, query or fragment";
        }
        return null;
    }

    private static void positive(String key, Duration value, List<ConfigProblem> problems) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofMinutes(10)) > 0) {
            problems.add(new ConfigProblem(
                    key, value.toString(), "it is not between 1 ms and 10 minutes", "Write a duration such as 5s."));
        }
    }

    private static void size(String key, MemorySize value, List<ConfigProblem> problems) {
        long bytes = value.asLongValue();
        if (bytes < SMALLEST_FRAME || bytes > LARGEST) {
            problems.add(new ConfigProblem(
                    key, String.valueOf(bytes), "it is not between 64K and 1G", "Write a size such as 16M."));
        }
    }
}
