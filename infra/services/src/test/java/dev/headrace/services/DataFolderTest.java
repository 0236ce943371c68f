package dev.headrace.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temp;

    @Test
    void reportsTheProcessThatHoldsTheLock() {
        Path path = temp.resolve("data");
        try (DataFolder first = DataFolder.claim(path)) {
            assertThatThrownBy(() -> DataFolder.claim(path)).isInstanceOf(ServiceException.class).hasMessage(
                    "Folder " + first.path() + " is in use by process " + ProcessHandle.current().pid() + ".");
        }
    }

    @Test
    void staysLockedWhenTheSameProcessClaimsItAgain() throws Exception {
        Path path = temp.resolve("data");
        try (DataFolder first = DataFolder.claim(path)) {
            assertThatThrownBy(() -> DataFolder.claim(path)).isInstanceOf(ServiceException.class);
            assertThat(DataFolder.owner(path)).contains(Long.toString(ProcessHandle.current().pid()));

            assertThat(ownerSeenByAnotherProcess(first.path()))
                    .isEqualTo("Optional[" + ProcessHandle.current().pid() + "]");
        }
        assertThat(DataFolder.owner(path)).isEmpty();
    }

    /** Prints the folder's owner. */
    static final class Other {
        public static void main(String[] folder) {
            System.out.print(DataFolder.owner(Path.of(folder[0])));
        }
    }

    private static String ownerSeenByAnotherProcess(Path folder) throws IOException {
        Process other = new ProcessBuilder(Executables.java(), "-cp", System.getProperty("java.class.path"),
                Other.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(other.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void ignoresCorruptPidFiles() throws Exception {
        Path path = temp.resolve("data");
        Files.createDirectories(path.resolve("run"));
        Files.writeString(path.resolve("run/redis.pid"), "123 TERM 2026-11-2");
        Files.writeString(path.resolve("run/edge.pid"), "12x TERM 2026-11-20T00:00:00Z");

        try (DataFolder folder = DataFolder.claim(path)) {
            assertThat(folder.path()).isEqualTo(path);
        }
    }

    @Test
    void releasesTheLockWhenAClaimFails() throws Exception {
        Path path = Files.createDirectories(temp.resolve("data"));
        Path run = Files.createFile(path.resolve("run"));
        assertThatThrownBy(() -> DataFolder.claim(path)).isInstanceOf(RuntimeException.class);
        Files.delete(run);

        try (DataFolder folder = DataFolder.claim(path)) {
            assertThat(folder.path()).isEqualTo(path);
        }
    }

    @Test
    void canBeClaimedAgainAfterClose() {
        Path path = temp.resolve("data");
        DataFolder.claim(path).close();

        try (DataFolder again = DataFolder.claim(path)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void isOwnerOnly() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void createsOwnerOnlySubfoldersInAReadableFolder() throws Exception {
        Path path = temp.resolve("data");
        Files.createDirectories(path.resolve("redis"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (DataFolder folder = DataFolder.claim(path)) {
            assertThat(Files.getPosixFilePermissions(folder.subfolder("redis")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void reportsWhyAFolderCannotBeUsed() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataFolder.claim(file.resolve("data"))).isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("Cannot use folder " + file.resolve("data") + ": ");
        assertThatThrownBy(() -> DataFolder.claim(file)).isInstanceOf(ServiceException.class)
                .hasMessage("Cannot use folder " + file + ": " + file + " is not a folder.");
    }
}
