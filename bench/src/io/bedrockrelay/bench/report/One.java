package io.bedrockrelay.bench.report;

import java.util.List;

/// One load, or several in turn with the word `then` between them, everything started for it. Ends with 1 if an answer
/// was not as it should be.
public final class One {
    private One() {}

    public static void main(String[] args) throws Exception {
        try (var stage = new Stage(flags(), 1)) {
            boolean asItShouldBe = true;
            for (var plan : String.join(" ", args).split(" then ", -1)) {
                var result = stage.run(plan);
                System.out.println(result);
                asItShouldBe &= result.contains("\"errors\":0,");
            }
            System.out.println(stage.counters());
            System.exit(asItShouldBe ? 0 : 1);
        }
    }

    private static final String CONTAINER =
            "-Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:MaxDirectMemorySize=128m";

    /// The relay's JVM flags: unless the environment says otherwise, the heap and the collector that its image has in a
    /// container of 512 MiB, and what that leaves for direct memory.
    static List<String> flags() {
        var flags = System.getenv("RELAY_FLAGS");
        return List.of((flags == null ? CONTAINER : flags).strip().split("\\s+", -1));
    }
}
