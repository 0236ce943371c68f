package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    Path temp;

    @Test
    void keepsTheFirstSecret() {
        Path file = temp.resolve("secret");

        assertThat(SecretFile.readOrCreate(file, () -> "first")).isEqualTo("first");
        assertThat(SecretFile.readOrCreate(file, () -> "second")).isEqualTo("first");
    }

    @Test
    void isOwnerOnlyEvenWhenReplacingAReadableFile() throws Exception {
        Path file = Files.writeString(temp.resolve("secret"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        SecretFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void generatesLongUniquePasswords() {
        assertThat(SecretFile.randomPassword()).hasSize(24).isNotEqualTo(SecretFile.randomPassword());
    }
}
