package dev.headrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A snapshot of the CPU time used by processes. */
record Cpu(long nanos, Map<Long, Long> ticks, Map<Long, String> names) {

    /** The name of the measured server. */
    static final String SERVER = "server";

    private static final double TICKS_PER_SECOND = 100;

    /** The CPU time used so far by this process and its descendants. */
    static Cpu now() {
        Map<Long, Long> ticks = new TreeMap<>();
        Map<Long, String> names = new TreeMap<>();
        ProcessHandle self = ProcessHandle.current();
        self.descendants().forEach(process -> read(process.pid(), ticks, names));
        read(self.pid(), ticks, names);
        names.put(self.pid(), "generator");
        return new Cpu(System.nanoTime(), ticks, names);
    }

    private static void read(long pid, Map<Long, Long> ticks, Map<Long, String> names) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            int end = stat.lastIndexOf(')');
            String[] fields = stat.substring(end + 2).split(" ", -1);
            // Includes terminated children, because each run starts a new load generator.
            ticks.put(pid, Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum());
            names.put(pid, stat.substring(stat.indexOf('(') + 1, end));
        } catch (IOException e) {
            // terminated since it was listed
        }
    }

    /** CPU use since an earlier snapshot in percent of a core, by process name; {@link #SERVER} for the subject. */
    Map<String, Double> since(Cpu before, Subject subject) {
        double seconds = (nanos - before.nanos) / 1e9;
        Map<String, Double> shares = new TreeMap<>();
        ticks.forEach((pid, used) -> {
            long delta = used - before.ticks.getOrDefault(pid, 0L);
            String name = belongsTo(pid, subject) ? SERVER : names.getOrDefault(pid, "?");
            shares.merge(name, 100 * delta / TICKS_PER_SECOND / seconds, Double::sum);
        });
        return shares;
    }

    private static boolean belongsTo(long pid, Subject subject) {
        return pid == subject.process().pid()
                || subject.process().descendants().anyMatch(child -> child.pid() == pid);
    }
}
