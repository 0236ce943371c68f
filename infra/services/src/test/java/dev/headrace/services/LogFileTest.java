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
    void rotatesWhileTheProgramWrites() throws IOException {
        Path path = folder.resolve("core.log");
        LogFile log = new LogFile(path, 8);
        // Append mode, as for child processes.
        try (OutputStream program = new FileOutputStream(path.toFile(), true)) {
            program.write("0123456789".getBytes(US_ASCII));
            log.rotateIfLarge();
            program.write("later".getBytes(US_ASCII));
            log.rotateIfLarge();
        }

        assertThat(path).hasContent("later");
        assertThat(folder.resolve("core.log.1")).hasContent("23456789");
    }

    @Test
    void returnsTheLastLinesAfterRotation() throws IOException {
        Path path = folder.resolve("core.log");
        LogFile log = new LogFile(path, 8);
        Files.writeString(path, "before\n");
        log.markStart();
        Files.writeString(path, "much too long\n");
        log.rotateIfLarge();
        Files.writeString(path, "why\n");

        assertThat(log.tail()).isEqualTo(" Last output:\n  why\n(full log: " + path + ")");
    }

    @Test
    void createsNoFileBeforeTheFirstOutput() {
        LogFile log = new LogFile(folder.resolve("core.log"));
        log.markStart();

        assertThat(folder).isEmptyDirectory();
    }
}
