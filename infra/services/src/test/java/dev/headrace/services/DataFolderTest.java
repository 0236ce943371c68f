package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temp;

    @Test
    void tellsWhoUsesAFolder() {
        Path path = temp.resolve("data");
        try (DataFolder first = DataFolder.claim(path)) {
            assertThatThrownBy(() -> DataFolder.claim(path)).isInstanceOf(ServiceException.class).hasMessage(
                    "Folder " + first.path() + " is in use by process " + ProcessHandle.current().pid() + ".");
        }
    }

    @Test
    void canBeClaimedAgainOnceItWasGivenBack() {
        Path path = temp.resolve("data");
        DataFolder.claim(path).close();

        try (DataFolder again = DataFolder.claim(path)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void isForItsOwnersEyesOnly() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void saysWhyAFolderCannotBeUsed() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataFolder.claim(file.resolve("data"))).isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("Folder " + file.resolve("data") + " cannot be used: ");
    }
}
