package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.SecretFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsignedMessagesTest {

    @TempDir
    Path folder;

    private Optional<String> warning(Map<String, String> environment) {
        return UnsignedMessages.warning(new LocalData(folder), environment, " --data DIR");
    }

    @Test
    void aFolderOfAVersionWithoutKeysIsWarnedAbout() {
        new LocalData(folder).rememberSetUp();

        assertThat(warning(Map.of())).hasValueSatisfying(line -> assertThat(line)
                .endsWith(": HEADRACE_EVENT_KEYS= ./headrace up --data DIR").doesNotContain("\n"));
    }

    @Test
    void foldersWithAKeyAndNewOnesAreNotWarnedAbout() {
        assertThat(warning(Map.of())).as("a new folder").isEmpty();

        new LocalData(folder).rememberSetUp();
        assertThat(warning(Map.of("HEADRACE_EVENT_KEYS", ""))).as("signatures are not required").isEmpty();
        SecretFile.write(folder.resolve("event-key"), "key");
        assertThat(warning(Map.of())).as("a folder with a key").isEmpty();
    }
}
