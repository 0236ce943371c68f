package dev.headrace.local.core;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A bar that fills up on one line of a terminal. */
public final class ProgressBar implements Progress {

    private static final int WIDTH = 40;

    private final PrintWriter terminal;
    private boolean started;

    private ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** A bar on the terminal, or nothing if there is no terminal. */
    public static Progress on(PrintWriter err) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal).<Progress>map(_ -> new ProgressBar(err)).orElse((_, _) -> {});
    }

    @Override
    public void at(long done, long all) {
        int filled = all == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / all);
        terminal.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all);
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
