package dev.headrace.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.services.ChildProcess;
import dev.headrace.services.ChildProcess.StopSignal;
import dev.headrace.services.DataFolder;
import dev.headrace.services.ServiceException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDataTest {

    @TempDir
    Path folder;

    @Test
    void remembersSettingsAcrossCommands() {
        new LocalData(folder).rememberPort("core", 8081);
        new LocalData(folder).rememberAdministrator("ada@example.org");
        new LocalData(folder).rememberSetUp();

        LocalData later = new LocalData(folder);
        assertThat(later.core()).hasToString("http://127.0.0.1:8081");
        assertThat(later.administrator()).contains("ada@example.org");
        assertThat(later.isSetUp()).isTrue();
    }

    @Test
    void notRunningNamesServersThatAKilledStartLeft() {
        LocalData data = new LocalData(folder);
        ChildProcess edge;
        try (DataFolder owned = DataFolder.claim(folder)) {
            edge = new ChildProcess("edge", owned, StopSignal.TERM);
            edge.start(new ProcessBuilder("sleep", "60"), () -> true, Duration.ofSeconds(30));
        }
        try {
            long pid = DataFolder.orphans(folder).getFirst().pid();
            assertThatThrownBy(data::requireRunning).isInstanceOf(ServiceException.class)
                    .hasMessage("Headrace is not running with data folder " + folder
                            + ", but a start that was killed left servers running: edge (process " + pid
                            + "). ./headrace up stops them and starts the system again.");
        } finally {
            edge.kill();
        }
    }

    @Test
    void hasNoCoreBeforeTheFirstStart() {
        LocalData data = new LocalData(folder.resolve("new"));

        assertThat(data.isSetUp()).isFalse();
        assertThatThrownBy(data::core).isInstanceOf(ServiceException.class).hasMessage(
                "Headrace is not running with data folder " + data.folder() + "; start it with: ./headrace up");
    }
}
