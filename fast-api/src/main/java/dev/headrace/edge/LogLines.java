package dev.headrace.edge;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Writes each log record as a single line, so that log collectors need no multi-line rules. */
final class LogLines extends Handler {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(3).toFormatter()
            .withZone(ZoneOffset.UTC);
    private static final int MAX_FRAMES = 12;

    /** Recommends a JVM option for vector search, which lists do not use. A strong reference, or its level would be lost. */
    private static final Logger VECTORIZATION = Logger
            .getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private final PrintStream out;

    LogLines(PrintStream out) {
        this.out = out;
        setFormatter(new OneLine());
    }

    /** Redirects all logs of this process to standard output. */
    static void install() {
        LogManager.getLogManager().reset();
        VECTORIZATION.setLevel(Level.SEVERE);
        Logger.getLogger("").addHandler(new LogLines(System.out));
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            out.println(getFormatter().format(entry));
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }

    private static final class OneLine extends Formatter {

        @Override
        public String format(LogRecord entry) {
            StringBuilder line = new StringBuilder(TIME.format(entry.getInstant())).append(' ')
                    .append(entry.getLevel().getName()).append(' ').append(shortName(entry.getLoggerName()))
                    .append(": ").append(formatMessage(entry));
            for (Throwable cause = entry.getThrown(); cause != null; cause = cause.getCause()) {
                line.append(" | ").append(cause);
                StackTraceElement[] frames = cause.getStackTrace();
                for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
                    line.append(" < ").append(frames[i]);
                }
            }
            return line.toString().replaceAll("\\R", " ");
        }

        private static String shortName(String logger) {
            return logger.substring(logger.lastIndexOf('.') + 1);
        }
    }
}
