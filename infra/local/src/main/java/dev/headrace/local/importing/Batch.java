package dev.headrace.local.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lines that are sent to the core in one call. */
final class Batch {

    private static final int MAX_FILES = 200;
    private static final int MAX_BYTES = 1 << 20;

    private final StringBuilder lines = new StringBuilder();
    private int files;
    private int bytes;

    /** Whether the core accepts the line at all: escaped, a file may be several times as long. */
    static boolean fits(String line) {
        return size(line) <= MarkdownFolder.MAX_BYTES;
    }

    /** Whether there is room for the line; any line fits into an empty batch. */
    boolean hasRoomFor(String line) {
        return files == 0 || (files < MAX_FILES && bytes + size(line) <= MAX_BYTES);
    }

    void add(String line) {
        lines.append(line).append('\n');
        files++;
        bytes += size(line);
    }

    private static int size(String line) {
        return line.getBytes(UTF_8).length + 1;
    }

    boolean isEmpty() {
        return files == 0;
    }

    int files() {
        return files;
    }

    /** NDJSON. */
    String body() {
        return lines.toString();
    }
}
