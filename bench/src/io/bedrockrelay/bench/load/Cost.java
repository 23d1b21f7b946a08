package io.bedrockrelay.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has used so far: processor time in microseconds, as the kernel counts it (in hundredths of a second),
/// and the memory it holds.
///
/// @param compiler of both, what a JVM's compilers used that still run: what is left of its warm-up
/// @param resident bytes
public record Cost(long user, long system, long compiler, long resident) {
    private static final long TICK_MICROS = 10_000;

    public static Cost of(String pid) {
        try {
            var process = Path.of("/proc", pid);
            var fields = fields(Files.readString(process.resolve("stat")));
            return new Cost(
                    micros(fields[11]), micros(fields[12]), compilers(process), Long.parseLong(fields[21]) * 4096);
        } catch (IOException gone) {
            return new Cost(0, 0, 0, 0);
        }
    }

    private static long compilers(Path process) throws IOException {
        long sum = 0;
        try (var threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (var thread : threads) {
                var stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
                    var fields = fields(stat);
                    sum += micros(fields[11]) + micros(fields[12]);
                }
            }
        }
        return sum;
    }

    /// The name may hold blanks and brackets; fields are counted from behind it.
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static long micros(String ticks) {
        return Long.parseLong(ticks) * TICK_MICROS;
    }

    public Cost since(Cost before) {
        return new Cost(user - before.user, system - before.system, Math.max(0, compiler - before.compiler), resident);
    }
}
