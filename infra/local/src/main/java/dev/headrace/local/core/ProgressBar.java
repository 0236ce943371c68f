package dev.headrace.local.core;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A progress bar on one line of a terminal. */
public final class ProgressBar implements Progress {

    private static final int WIDTH = 40;

    private final PrintWriter terminal;
    private boolean started;

    private ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** A progress bar, or a listener that does nothing if there is no terminal. */
    public static Progress on(PrintWriter err) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal).<Progress>map(_ -> new ProgressBar(err)).orElse((_, _) -> {});
    }

    @Override
    public void at(long done, long total) {
        int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / total);
        terminal.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + total);
        terminal.flush();
        started = true;
    }

    @Override
    public void end() {
        if (started) {
            terminal.println();
            started = false;
        }
    }
}
