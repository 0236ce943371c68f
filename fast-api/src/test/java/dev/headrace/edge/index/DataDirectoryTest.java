package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

    @TempDir
    private Path parent;

    private Path abandoned(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.createDirectory(folder.resolve("article-en"));
        Files.writeString(folder.resolve("article-en").resolve("segments_1"), "an index");
        Files.setLastModifiedTime(Files.createFile(folder.resolve("lock")), LONG_AGO);
        return folder;
    }

    @Test
    void abandonedDirectoriesAreDeleted() throws IOException {
        Path abandoned = abandoned("headrace-edge-1");
        Path withoutLock = Files.createDirectory(parent.resolve("headrace-edge-2"));
        Files.setLastModifiedTime(withoutLock, LONG_AGO);
        Path beingCreated = Files.createDirectory(parent.resolve("headrace-edge-3"));
        Path another = abandoned("another-program");

        DataDirectory.deleteAbandoned(parent);

        assertThat(abandoned).doesNotExist();
        assertThat(withoutLock).doesNotExist();
        assertThat(beingCreated).exists();
        assertThat(another).exists();
    }

    @Test
    void directoriesInUseAreKept() throws IOException {
        try (DataDirectory used = DataDirectory.open("")) {
            Files.setLastModifiedTime(used.path().resolve("lock"), LONG_AGO);
            DataDirectory.open("").close();
            assertThat(used.path()).exists();
        }
    }

    @Test
    void sizeIsUpdatedByMeasuring() throws IOException {
        try (DataDirectory data = DataDirectory.open(parent.resolve("data").toString())) {
            Files.writeString(Files.createDirectory(data.path().resolve("one")).resolve("file"), "12345");
            data.measure();
            long measured = data.size();
            assertThat(measured).isGreaterThanOrEqualTo(5);
            data.keepOnly(Set.of());
            assertThat(data.size()).isEqualTo(measured);
            data.measure();
            assertThat(data.size()).isLessThan(measured);
        }
    }
}
