package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path temp;
    private DataFolder folder;

    @BeforeEach
    void claimFolder() {
        folder = DataFolder.claim(temp);
    }

    @AfterEach
    void releaseFolder() {
        folder.close();
    }

    @Test
    void tellsTheLastLinesOfAProgramThatEndsAtItsStart() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(
                () -> process.start(shell("echo first; echo no such file >&2; exit 3"), () -> false, PATIENCE))
                .isInstanceOf(ServiceException.class)
                .hasMessage("Program ended while it started. It wrote:\n  first\n  no such file\n(all of it in "
                        + folder.resolve("logs/program.log") + ")");
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void saysWhatTheExitCodeOfAProgramStandsFor() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(() -> process.start(shell("echo first; exit 3"), () -> false, PATIENCE,
                Map.of(3, "The data is too old."))).isInstanceOf(ServiceException.class)
                .hasMessage("The data is too old.");
    }

    @Test
    void givesUpOnAProgramThatDoesNotAnswerAndEndsIt() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(() -> process.start(shell("exec sleep 60"), () -> false, Duration.ofMillis(200)))
                .isInstanceOf(ServiceException.class).hasMessageStartingWith("Program did not answer within 0 s.");
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void endsAProgramThatDoesNotHeedItsSignalTogetherWithItsChildren() throws IOException {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);
        long child = startWithChild(process, "trap '' TERM; ");

        assertThat(process.stop(Duration.ofMillis(200))).as("it heeded").isFalse();

        assertThat(process.isRunning()).isFalse();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void killsAProgramTogetherWithItsChildren() throws IOException {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);
        long child = startWithChild(process, "");

        process.kill();

        assertThat(process.isRunning()).isFalse();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private long startWithChild(ChildProcess process, String preparation) throws IOException {
        Path child = temp.resolve("child");
        process.start(shell(preparation + "sleep 60 & echo $! > " + child + "; wait"), () -> Files.size(child) > 0,
                PATIENCE);
        return Long.parseLong(Files.readString(child).strip());
    }

    @Test
    void stopsWithTheSignalItWasGiven() throws IOException {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.INT);
        Path seen = temp.resolve("seen");
        Path ready = temp.resolve("ready");
        // Unlike a shell, it can heed a signal that whoever started the build in the background has it ignore.
        process.start(new ProcessBuilder("perl", "-e", """
                $SIG{INT} = sub { open my $seen, '>', $ARGV[0]; print $seen 'INT'; exit };
                open my $ready, '>', $ARGV[1];
                sleep 1 while 1""", seen.toString(), ready.toString()), () -> Files.exists(ready), PATIENCE);

        assertThat(process.stop()).as("it heeded").isTrue();

        assertThat(seen).hasContent("INT");
    }

    @Test
    void canBeStoppedWhileItStarts() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(() -> process.start(shell("exec sleep 60"), () -> {
            process.stop();
            return false;
        }, PATIENCE)).isInstanceOf(ServiceException.class).hasMessageStartingWith("Program ended while it started.");
    }

    @Test
    void isStoppedByTheFoldersNextOwnerIfItsParentWasKilled() {
        ChildProcess lost = new ChildProcess("Program", folder, StopSignal.TERM);
        lost.start(shell("exec sleep 60"), () -> true, PATIENCE);
        folder.close();

        folder = DataFolder.claim(temp);

        assertThat(lost.isRunning()).isFalse();
    }

    @Test
    void leavesNothingInAFolderThatIsClaimedEmpty() throws IOException {
        ChildProcess lost = new ChildProcess("Program", folder, StopSignal.TERM);
        lost.start(shell("exec sleep 60"), () -> true, PATIENCE);
        Files.createDirectories(folder.resolve("data/deep"));
        folder.close();

        folder = DataFolder.claimEmpty(temp);

        assertThat(lost.isRunning()).isFalse();
        assertThat(temp).isDirectoryNotContaining("glob:**/{data,run,logs}");
    }

    @Test
    void isNotTakenForAnotherThatHadTheSamePid() throws IOException {
        ChildProcess innocent = new ChildProcess("Innocent", folder, StopSignal.TERM);
        innocent.start(shell("exec sleep 60"), () -> true, PATIENCE);
        Path pidFile = folder.resolve("run/innocent.pid");
        PidFile written = PidFile.read(pidFile).orElseThrow();
        Files.writeString(pidFile, written.pid() + " TERM 2020-01-01T00:00:00Z");
        folder.close();

        folder = DataFolder.claim(temp);

        assertThat(innocent.isRunning()).isTrue();
        innocent.stop();
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("sh", "-c", script);
    }
}
