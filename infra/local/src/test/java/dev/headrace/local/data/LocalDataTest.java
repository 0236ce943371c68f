package dev.headrace.local.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.services.ChildProcess;
import dev.headrace.services.ChildProcess.StopSignal;
import dev.headrace.services.DataFolder;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void damagedSettingsAreNamed() throws IOException {
        LocalData data = new LocalData(folder);
        data.rememberPort("core", 8081);
        Path file = folder.resolve("headrace.properties");
        for (String damaged : List.of("abc", "", "0", "70000")) {
            Files.writeString(file, "port.core=" + damaged + "\n");
            assertThatThrownBy(() -> data.port("core")).isInstanceOf(ServiceException.class)
                    .hasMessage("In " + file + ", port.core is '" + damaged
                            + "', which is not a port; delete the line, and another port is chosen.");
        }
        for (byte[] damaged : List.of(new byte[]{(byte) 0xff, 0}, "a=\\u12".getBytes(UTF_8))) {
            Files.write(file, damaged);
            assertThatThrownBy(() -> data.port("core")).isInstanceOf(ServiceException.class)
                    .hasMessage("Cannot read " + file + ", because it is damaged.");
        }
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
