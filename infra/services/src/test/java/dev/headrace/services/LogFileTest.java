package dev.headrace.services;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    @Test
    void startsAgainWhileItsProgramWritesAndKeepsTheEndOfWhatWasThere() throws IOException {
        Path path = folder.resolve("core.log");
        LogFile log = new LogFile(path, 8);
        // As the program has it: what it writes goes to the end, wherever that is.
        try (OutputStream program = new FileOutputStream(path.toFile(), true)) {
            program.write("0123456789".getBytes(US_ASCII));
            log.bound();
            program.write("later".getBytes(US_ASCII));
            log.bound();
        }

        assertThat(path).hasContent("later");
        assertThat(folder.resolve("core.log.1")).hasContent("23456789");
    }

    @Test
    void tellsTheLastLinesAlsoAfterItStartedAgain() throws IOException {
        Path path = folder.resolve("core.log");
        LogFile log = new LogFile(path, 8);
        Files.writeString(path, "before\n");
        log.begin();
        Files.writeString(path, "much too long\n");
        log.bound();
        Files.writeString(path, "why\n");

        assertThat(log.tail()).isEqualTo(" It wrote:\n  why\n(all of it in " + path + ")");
    }

    @Test
    void isNothingBeforeTheFirstStart() {
        LogFile log = new LogFile(folder.resolve("core.log"));
        log.begin();

        assertThat(folder).isEmptyDirectory();
    }
}
