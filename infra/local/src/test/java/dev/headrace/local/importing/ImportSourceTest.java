package dev.headrace.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.ServiceException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportSourceTest {

    private static final Path ONE = Path.of("/sites/one/posts");
    private static final Path TWO = Path.of("/sites/two/posts");

    @TempDir
    Path folder;
    private LocalData data;

    @BeforeEach
    void importOnce() {
        data = new LocalData(folder);
        ImportSource.of(ONE, null, data).rememberIn(data);
    }

    @Test
    void defaultsToTheFoldersName() {
        assertThat(ImportSource.of(ONE.resolve("../posts"), null, data)).isEqualTo(new ImportSource("posts", ONE));
    }

    @Test
    void rejectsTheNameOfAnotherImportedFolder() {
        assertThatThrownBy(() -> ImportSource.of(TWO, null, data)).isInstanceOf(ServiceException.class)
                .hasMessage("Source 'posts' was imported from " + ONE
                        + "; use --source NAME to choose another source for this folder, or --source posts to update"
                        + " the entries of that one.");
    }

    @Test
    void explicitNameOverridesAnEarlierFolder() {
        ImportSource.of(TWO, "posts", data).rememberIn(data);

        assertThat(ImportSource.of(TWO, null, data)).isEqualTo(new ImportSource("posts", TWO));
    }
}
