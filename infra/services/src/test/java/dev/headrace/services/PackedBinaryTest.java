package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedBinaryTest {

    private static final String RESOURCE = Platform.current().redisBinary();

    @TempDir
    Path home;

    @Test
    void isUnpackedNextToOtherVersions() throws Exception {
        Installation installation = new Installation(home);
        for (String other : new String[]{RESOURCE, RESOURCE + "-1"}) {
            Files.createFile(Files.createDirectories(installation.unpacked().resolve(other)).resolve(".done"));
        }

        Path program = new PackedBinary(installation, RESOURCE).program();

        assertThat(program).isExecutable();
        assertThat(program).hasParent(installation.unpacked().resolve(RESOURCE + "-" + Files.size(program)));
    }

    @Test
    void isUnpackedOnce() throws Exception {
        Path program = new PackedBinary(new Installation(home), RESOURCE).program();
        Files.writeString(program, "mine");

        assertThat(new PackedBinary(new Installation(home), RESOURCE).program()).isEqualTo(program).hasContent("mine");
    }
}
