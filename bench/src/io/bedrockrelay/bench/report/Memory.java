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
    /// Instances, bytes, class.
    private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

    private Memory() {}

    /// Bytes of all objects that a full collection leaves, counted in the same pause: a second command would count
    /// what was allocated until it came, which at thousands of events in a second is a part of the whole. What the
    /// collector fills gaps with is no object of the relay's.
    static long liveHeap(String pid) throws IOException {
        var histogram = jcmd(pid, "GC.class_histogram");
        long live = 0;
        var lines = LINE.matcher(histogram);
        while (lines.find()) {
            if (!lines.group(2).contains("jdk.internal.vm.Filler")) {
                live += Long.parseLong(lines.group(1));
            }
        }
        if (live == 0) {
            throw new IOException("no histogram of the heap: " + histogram);
        }
        return live;
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
