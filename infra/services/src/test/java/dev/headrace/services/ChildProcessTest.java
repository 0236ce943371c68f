package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.services.ChildProcess.StopSignal;
import dev.headrace.services.DataFolder.Orphan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

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
    void reportsTheLastLinesOfAProgramThatExitsDuringStartup() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(
                () -> process.start(shell("echo first; echo no such file >&2; exit 3"), () -> false, TIMEOUT))
                .isInstanceOf(ServiceException.class)
                .hasMessage("Program exited during startup. Last output:\n  first\n  no such file\n(full log: "
                        + folder.resolve("logs/program.log") + ")");
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void reportsTheMessageOfAKnownExitCode() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(() -> process.start(shell("echo first; exit 3"), () -> false, TIMEOUT,
                Map.of(3, "The data is too old."))).isInstanceOf(ServiceException.class)
                .hasMessage("The data is too old.");
    }

    @Test
    void killsAProgramThatIsNotReadyInTime() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(() -> process.start(shell("exec sleep 60"), () -> false, Duration.ofMillis(200)))
                .isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("Program did not become ready within 0 s.");
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void killsAProgramThatIgnoresItsSignalAndItsChildren() throws IOException {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);
        long child = startWithChild(process, "trap '' TERM; ");

        assertThat(process.stop(Duration.ofMillis(200))).as("stopped by its signal").isFalse();

        assertThat(process.isRunning()).isFalse();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void killsAProgramAndItsChildren() throws IOException {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);
        long child = startWithChild(process, "");

        process.kill();

        assertThat(process.isRunning()).isFalse();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private long startWithChild(ChildProcess process, String preparation) throws IOException {
        Path child = temp.resolve("child");
        process.start(shell(preparation + "sleep 60 & echo $! > " + child + "; wait"), () -> Files.size(child) > 0,
                TIMEOUT);
        return Long.parseLong(Files.readString(child).strip());
    }

    @Test
    void stopsWithTheGivenSignal() throws IOException {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.INT);
        Path seen = temp.resolve("seen");
        Path ready = temp.resolve("ready");
        // A shell cannot trap a signal that it inherited as ignored (a build in the background); Perl can.
        process.start(new ProcessBuilder("perl", "-e", """
                $SIG{INT} = sub { open my $seen, '>', $ARGV[0]; print $seen 'INT'; exit };
                open my $ready, '>', $ARGV[1];
                sleep 1 while 1""", seen.toString(), ready.toString()), () -> Files.exists(ready), TIMEOUT);

        assertThat(process.stop()).as("stopped by its signal").isTrue();

        assertThat(seen).hasContent("INT");
    }

    @Test
    void canBeStoppedDuringStartup() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);

        assertThatThrownBy(() -> process.start(shell("exec sleep 60"), () -> {
            process.stop();
            return false;
        }, TIMEOUT)).isInstanceOf(ServiceException.class).hasMessageStartingWith("Program exited during startup.");
    }

    /** It may not listen to signals yet, and has nothing to finish. */
    @Test
    @Timeout(30)
    void isKilledSoonIfItDoesNotStopDuringStartup() {
        ChildProcess process = new ChildProcess("Program", folder, StopSignal.TERM);
        Path deaf = temp.resolve("deaf");

        assertThatThrownBy(
                () -> process.start(shell("trap '' TERM; echo > " + deaf + "; while :; do sleep 1; done"), () -> {
                    if (Files.exists(deaf)) {
                        assertThat(process.stop()).as("stopped by its signal").isFalse();
                    }
                    return false;
                }, TIMEOUT)).isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("Program exited during startup.");
    }

    @Test
    void isStoppedByTheFoldersNextOwner() {
        ChildProcess orphan = new ChildProcess("Program", folder, StopSignal.TERM);
        orphan.start(shell("exec sleep 60"), () -> true, TIMEOUT);
        assertThat(DataFolder.orphans(temp)).isEmpty();
        folder.close();
        List<Orphan> orphans = DataFolder.orphans(temp);
        assertThat(orphans).extracting(Orphan::name).containsExactly("program");

        List<Orphan> stopping = new ArrayList<>();
        folder = DataFolder.claim(temp, each -> {
            assertThat(orphan.isRunning()).isTrue();
            stopping.add(each);
        });

        awaitEnd(orphan);
        assertThat(stopping).isEqualTo(orphans);
        folder.close();
        assertThat(DataFolder.orphans(temp)).isEmpty();
    }

    /** This JVM learns of the end of its child a little later than the system. */
    private static void awaitEnd(ChildProcess process) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (process.isRunning()) {
            assertThat(System.nanoTime()).as("the process still runs").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void claimEmptyStopsOrphansAndDeletesData() throws IOException {
        ChildProcess orphan = new ChildProcess("Program", folder, StopSignal.TERM);
        orphan.start(shell("exec sleep 60"), () -> true, TIMEOUT);
        Files.createDirectories(folder.resolve("data/deep"));
        folder.close();

        folder = DataFolder.claimEmpty(temp);

        awaitEnd(orphan);
        assertThat(temp).isDirectoryNotContaining("glob:**/{data,run,logs}");
    }

    @Test
    void isNotMistakenForAnEarlierProcessWithTheSamePid() throws IOException {
        ChildProcess unrelated = new ChildProcess("Unrelated", folder, StopSignal.TERM);
        unrelated.start(shell("exec sleep 60"), () -> true, TIMEOUT);
        Path pidFile = folder.resolve("run/unrelated.pid");
        PidFile written = PidFile.read(pidFile).orElseThrow();
        Files.writeString(pidFile, written.pid() + " TERM 2020-01-01T00:00:00Z");
        folder.close();

        folder = DataFolder.claim(temp);

        assertThat(unrelated.isRunning()).isTrue();
        unrelated.stop();
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("sh", "-c", script);
    }
}
