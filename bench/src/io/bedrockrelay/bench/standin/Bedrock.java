package io.bedrockrelay.bench.standin;

import io.bedrockrelay.bench.Wish;
import java.util.HashMap;
import java.util.Map;

/// The answers that were asked for so far, and the counters. One event loop, hence no locks.
final class Bedrock {
    private record Key(String operation, Wish wish) {}

    private final Map<Key, Script> scripts = new HashMap<>();
    private final Wheel wheel;
    private long begun;
    private long finished;
    private long left;

    Bedrock(Wheel wheel) {
        this.wheel = wheel;
    }

    Wheel wheel() {
        return wheel;
    }

    Script script(String operation, Wish wish) {
        // Of the pace it only changes the bytes whether there is one, and the wait does not.
        int pace = Integer.signum(Math.abs(wish.paceMillis()));
        var key = new Key(operation, new Wish(wish.events(), pace, 0, wish.fault(), wish.at()));
        return scripts.computeIfAbsent(key, Bedrock::write);
    }

    private static Script write(Key key) {
        var wish = key.wish();
        if (wish.fault() == Wish.Fault.THROTTLED) {
            return Script.throttled();
        }
        return switch (key.operation()) {
            case "converse-stream" -> Script.stream(Answers.converse(wish.events()), wish);
            case "invoke-with-response-stream" -> Script.stream(Answers.claude(wish.events()), wish);
            case "converse" -> Script.whole(Answers.converseWhole(wish.events()));
            case "invoke" -> Script.whole(Answers.claudeWhole(wish.events()));
            default -> throw new IllegalArgumentException("no operation " + key.operation());
        };
    }

    void begun() {
        begun++;
    }

    void finished() {
        finished++;
    }

    /// A client closed its connection in mid-answer.
    void left() {
        left++;
    }

    String counters() {
        return "{\"begun\":%d,\"finished\":%d,\"left\":%d,\"open\":%d}"
                .formatted(begun, finished, left, begun - finished - left);
    }
}
