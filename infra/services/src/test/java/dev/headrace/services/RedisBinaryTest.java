package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBinaryTest {

    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64  | false
            Redis server v=6.2.6 sha=00000000:0 malloc=jemalloc-5.1.0 bits=64   | true
            Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64  | true
            Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64  | true
            """)
    void requiresVersion62(String version, boolean recent) {
        assertThat(RedisBinary.parse(PROGRAM, version).isRecent()).isEqualTo(recent);
    }

    @Test
    void skipsProgramsThatCannotRun(@TempDir Path temp) throws IOException {
        Path broken = program(temp.resolve("valkey-server"), "echo 'cannot load libssl.so.3' >&2; exit 127");
        Path works = program(temp.resolve("redis-server"), "echo 'Redis server v=7.2.4 sha=00000000:0'");

        assertThat(RedisBinary.choose(Stream.of(broken, works), Installation.find()))
                .isEqualTo(new RedisBinary(works, 7, 2));
        assertThat(RedisBinary.choose(Stream.of(broken), Installation.find()))
                .isEqualTo(RedisBinary.packed(Installation.find()));
    }

    private static Path program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void rejectsAProgramThatPrintsNoVersion() {
        assertThatThrownBy(() -> RedisBinary.parse(PROGRAM, "cannot load libssl.so.3\n"))
                .isInstanceOf(ServiceException.class)
                .hasMessage(PROGRAM + " printed no version: cannot load libssl.so.3");
    }
}
