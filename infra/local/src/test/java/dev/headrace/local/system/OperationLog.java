package dev.headrace.local.system;

import java.util.ArrayList;
import java.util.List;

/** The seed of a random test and its operations so far, printed if the test fails. */
final class OperationLog {

    private final List<String> lines = new ArrayList<>();

    OperationLog(long seed) {
        lines.add("seed " + seed);
    }

    synchronized void add(String line) {
        lines.add(line);
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
