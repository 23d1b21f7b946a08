package io.bedrockrelay.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a Java process holds.
final class Memory {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Memory() {}

    /// Bytes of the heap that are in use after a full collection.
    static long liveHeap(String pid) throws IOException {
        jcmd(pid, "GC.run");
        var info = jcmd(pid, "GC.heap_info");
        long used = 0;
        for (var line : info.split("\n", -1)) {
            var found = USED.matcher(line);
            // The parts of the heap; their parts, the spaces, are told without a total.
            if (found.find() && !line.contains("Metaspace") && !line.contains("class space")) {
                used += Long.parseLong(found.group(1)) * 1024;
            }
        }
        return used;
    }

    static long resident(String pid) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }

    static String jcmd(String pid, String... command) throws IOException {
        var line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid));
        line.addAll(List.of(command));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
