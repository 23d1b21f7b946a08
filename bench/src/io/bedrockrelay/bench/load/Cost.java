package io.bedrockrelay.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has used so far: processor time in microseconds, as the kernel counts it (in hundredths of a second),
/// and the memory it holds.
///
/// @param resident bytes
public record Cost(long user, long system, long resident) {
    private static final long TICK_MICROS = 10_000;

    public static Cost of(String pid) {
        try {
            var stat = Files.readString(Path.of("/proc", pid, "stat"));
            // The name may hold blanks and brackets; fields are counted from behind it.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new Cost(
                    Long.parseLong(fields[11]) * TICK_MICROS,
                    Long.parseLong(fields[12]) * TICK_MICROS,
                    Long.parseLong(fields[21]) * 4096);
        } catch (IOException gone) {
            return new Cost(0, 0, 0);
        }
    }

    public Cost since(Cost before) {
        return new Cost(user - before.user, system - before.system, resident);
    }
}
