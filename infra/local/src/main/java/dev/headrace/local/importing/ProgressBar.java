package dev.headrace.local.importing;

import java.io.Console;
import java.io.PrintWriter;

/** A bar that fills up on one line of a terminal; nothing where there is none. */
record ProgressBar(PrintWriter terminal) implements ImportFolder.Progress {
    private static final int WIDTH = 40;

    static ImportFolder.Progress on(PrintWriter err) {
        Console console = System.console();
        return console != null && console.isTerminal() ? new ProgressBar(err) : (done, all) -> {};
    }

    @Override
    public void at(int done, int all) {
        int filled = all == 0 ? WIDTH : WIDTH * done / all;
        terminal.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all
                + (done == all ? "\n" : ""));
        terminal.flush();
    }
}
