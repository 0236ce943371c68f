package dev.headrace.local.importing;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A bar that fills up on one line of a terminal; nothing where there is none. */
record ProgressBar(PrintWriter terminal) implements ImportFolder.Progress {

    private static final int WIDTH = 40;

    static ImportFolder.Progress on(PrintWriter err) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal).<ImportFolder.Progress>map(terminal -> new ProgressBar(err))
                .orElse((done, all) -> {});
    }

    @Override
    public void at(int done, int all) {
        int filled = all == 0 ? WIDTH : WIDTH * done / all;
        terminal.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all
                + (done == all ? "\n" : ""));
        terminal.flush();
    }
}
