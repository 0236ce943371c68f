package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    @Test
    void everyRecordIsASingleLine() {
        var out = new ByteArrayOutputStream();
        LogRecord entry = new LogRecord(Level.WARNING, "first\nsecond {0}");
        entry.setParameters(new Object[]{"value\r\nforged line"});
        entry.setLoggerName("dev.headrace.edge.Main");
        entry.setInstant(Instant.parse("2026-03-14T08:00:00.123456Z"));
        entry.setThrown(new IllegalStateException("outer\nmessage", new IllegalArgumentException("inner")));
        new LogLines(new PrintStream(out, true, UTF_8)).publish(entry);

        String text = out.toString(UTF_8);
        assertThat(text.lines()).hasSize(1);
        assertThat(text).startsWith("2026-03-14T08:00:00.123Z WARNING Main: first second value forged line | ")
                .contains("IllegalStateException: outer message").contains("IllegalArgumentException: inner")
                .contains("LogLinesTest");
    }
}
