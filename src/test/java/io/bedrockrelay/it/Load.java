package io.bedrockrelay.it;

import io.bedrockrelay.emulator.control.ControlFault;
import java.util.List;

/// Calls of every dialect that go well, and one of each way in which a call can go wrong.
final class Load {
    /// A name that no label may ever hold.
    static final String NONSENSE = "nonsense-by-a-client";

    private Load() {}

    static void round(Observed relay, int round) throws Exception {
        well(relay);
        badly(relay, round);
        refused(relay);
        gone(relay);
        withoutCatalogue(relay);
    }

    private static void well(Observed relay) throws Exception {
        for (var stream : List.of(true, false)) {
            relay.post("ok", "/v1/chat/completions", Observed.chat("nova-pro", "Hello", stream));
            relay.post("ok", "/v1/messages", Observed.chat("claude-sonnet-4-5", "Hello", stream));
            relay.post("ok", "/v1/messages", Observed.chat("nova-pro", "Hello", stream));
            relay.post("ok", "/model/nova-pro/converse" + (stream ? "-stream" : ""), Observed.converse("Hello"));
        }
        relay.send(relay.request(
                        "ok",
                        "/api/chat",
                        "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .header("Accept", "text/event-stream")
                .build());
        relay.post("ok", "/v1/embeddings", "{\"model\":\"titan-embed-text-v2\",\"input\":[\"one\",\"two\"]}");
        relay.post("ok", "/v1/messages/count_tokens", Observed.chat("claude-sonnet-4-5", "Hello", false));
        for (var scope : List.of("global", "geographic")) {
            relay.send(relay.request("ok", "/v1/chat/completions", Observed.chat("claude-sonnet-4-5", "Hi", true))
                    .header("X-Relay-Scope", scope)
                    .build());
        }
        // The second reads from the cache what the first wrote.
        for (int i = 0; i < 2; i++) {
            relay.post("ok", "/model/claude-sonnet-4-5/converse-stream", cached());
        }
        // Silence between two events, longer than the keep-alive waits.
        relay.post("ok", "/v1/chat/completions", Observed.chat("nova-pro", "[[emulate: events=3 delay=400ms]]", true));
    }

    private static void badly(Observed relay, int round) throws Exception {
        for (var fault : List.of(
                "cut after=3",
                "exception=throttlingException after=3",
                "unknown-exception after=3",
                "throttle times=1 key=load" + round,
                "throttle times=9 key=hopeless" + round,
                "denied")) {
            relay.post("bad", "/v1/chat/completions", Observed.chat("nova-pro", "[[emulate: " + fault + "]]", true));
        }
        if (round == 1) {
            // Costs the whole limit of silence.
            relay.post("bad", "/v1/chat/completions", Observed.chat("nova-pro", "[[emulate: stall after=3]]", true));
        }
        relay.post("bad", "/v1/messages", Observed.chat("claude-sonnet-4-5", "[[emulate: cut after=3]]", true));
        relay.post("bad", "/model/nova-pro/converse-stream", Observed.converse("[[emulate: validation]]"));
    }

    private static void refused(Observed relay) throws Exception {
        relay.post("no", "/v1/chat/completions", Observed.chat(NONSENSE, "Hello", true));
        relay.post("no", "/v1/chat/completions", "{");
        relay.get("no", "/" + NONSENSE);
        relay.get("ok", "/v1/models");
        relay.get("ok", "/api/models");
    }

    private static void gone(Observed relay) throws Exception {
        try (var answer = relay.open(
                        "gone", "/v1/chat/completions", Observed.chat("nova-pro", "[[emulate: gate=never]]", true))
                .body()) {
            answer.read();
        }
    }

    private static void withoutCatalogue(Observed relay) throws Exception {
        relay.bedrock.failControlPlane("eu-west-1", ControlFault.THROTTLED);
        relay.post("refresh", "/api/registry/refresh?region=eu-west-1", "");
        relay.bedrock.healControlPlane("eu-west-1");
    }

    private static String cached() {
        var prefix = "All work and no play makes Jack a dull boy. ".repeat(400);
        return ("{\"system\":[{\"text\":\"%s\"},{\"cachePoint\":{\"type\":\"default\"}}],"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}")
                .formatted(prefix);
    }
}
