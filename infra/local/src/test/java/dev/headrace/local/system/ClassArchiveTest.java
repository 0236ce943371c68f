package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.services.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    @Test
    void eachBuildHasItsOwnAndEarlierOnesAreDeleted(@TempDir Path temp) throws IOException {
        Path jar = Files.createFile(temp.resolve("core.jar"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"))) {
            Path first = Files.createFile(ClassArchive.of(jar, folder));
            Path unrelated = Files.createFile(folder.resolve("other-1.jsa"));
            assertThat(ClassArchive.of(jar, folder)).isEqualTo(first).exists();

            Files.setLastModifiedTime(jar, FileTime.fromMillis(2_000));

            assertThat(ClassArchive.of(jar, folder)).isNotEqualTo(first);
            assertThat(first).doesNotExist();
            assertThat(unrelated).exists();
        }
    }
}
