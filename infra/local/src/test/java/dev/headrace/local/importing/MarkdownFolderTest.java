package dev.headrace.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.importing.MarkdownFolder.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change between the scan and the reading. */
@Tag("attack")
class MarkdownFolderTest {

    @TempDir
    Path folder;
    @TempDir
    Path outside;
    private Path file;
    private MarkdownFolder files;

    @BeforeEach
    void scan() throws IOException {
        file = Files.createDirectories(folder.resolve("sub")).resolve("a.md");
        Files.writeString(file, "naïve");
        files = MarkdownFolder.scan(folder);
    }

    @Test
    void readsAFile() throws Exception {
        assertThat(files.files()).isEqualTo(List.of("sub/a.md"));
        assertThat(files.read("sub/a.md")).isEqualTo("naïve");
    }

    @Test
    void aFileThatBecameALinkIsNotRead() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        assertUnreadable("is a link out of the folder");
    }

    @Test
    void aFolderThatBecameALinkIsNotRead() throws IOException {
        Files.writeString(outside.resolve("a.md"), "secret");
        Files.delete(file);
        Files.delete(file.getParent());
        Files.createSymbolicLink(file.getParent(), outside);

        assertUnreadable("is a link out of the folder");
    }

    @Test
    void aFileThatBecameTooLargeIsNotRead() throws IOException {
        Files.write(file, new byte[MarkdownFolder.MAX_BYTES + 1]);

        assertUnreadable("larger than 16 MiB");
    }

    @Test
    void aDeletedFileIsReported() throws IOException {
        Files.delete(file);

        assertUnreadable("no longer exists");
    }

    @Test
    void aNameThatCannotBeDecodedIsReported() throws Exception {
        String script = "printf x > \"$0/$(printf 'n\\377ame.md')\"";
        assertThat(new ProcessBuilder("bash", "-c", script, folder.toString()).start().waitFor()).isZero();

        String undecodable = MarkdownFolder.scan(folder).files().getFirst();
        assertThatThrownBy(() -> files.read(undecodable)).isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("the name of the file is not in the encoding");
    }

    private void assertUnreadable(String reason) {
        assertThatThrownBy(() -> files.read("sub/a.md")).isInstanceOf(UnreadableException.class).hasMessage(reason);
    }
}
