package dev.headrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How much of a core each kind of process uses. */
record Cpu(long nanos, Map<Long, Long> ticks, Map<Long, String> names) {

    /** The name under which the measured server's share is. */
    static final String SERVER = "server";

    private static final double TICKS_PER_SECOND = 100;

    /** What all processes under this one have used so far, and this one. */
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
            // What ended children have used counts as well: a load generator is one for each run.
            ticks.put(pid, Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum());
            names.put(pid, stat.substring(stat.indexOf('(') + 1, end));
        } catch (IOException e) {
            // ended between the listing and now
        }
    }

    /** Percent of a core since then, by name of process; the subject's is under {@link #SERVER}. */
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
