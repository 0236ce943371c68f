package dev.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.local.token.UserTokens;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    @Test
    void unknownCommandPrintsTheListOfCommands() {
        assertThat(run("xyz")).isEqualTo(2);

        assertThat(err.toString()).contains("xyz").contains("up ").contains("rebuild ").contains("token ")
                .contains("import ")
                .contains("schema ").contains("doctor ").contains("version ");
    }

    @Test
    void helpPrintsTheOptionsOfACommand() {
        assertThat(run("help", "up")).isZero();

        assertThat(out.toString()).contains("--edge-port=N").contains("--core-port=N").contains("--empty")
                .contains("--data=DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "up --help", "schema --help", "schema apply -h", "import --help"})
    void helpIsAnOptionOfAllCommands(String command) {
        assertThat(run(command.split(" ", -1))).isZero();

        assertThat(out.toString()).contains("Usage: ./headrace").contains("--help");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tokenPrintsTheTokenOnly() {
        new UserTokens(new LocalData(temp), Clock.systemUTC()).publish();

        assertThat(run("token", "--user", "ada", "--data", temp.toString())).isZero();

        assertThat(out.toString().lines()).singleElement().asString().matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tokenRequiresAnOwner() {
        assertThat(run("token")).isEqualTo(2);

        assertThat(err.toString()).contains("--staff=EMAIL").contains("--user=NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token --staff admin@localhost", "token --user ada", "schema snapshot model.yaml",
            "import posts --type article"})
    void reportsThatTheSystemIsNotRunning(String command) {
        Path data = temp.resolve("typo");

        assertThat(run((command + " --data " + data).split(" ", -1))).isEqualTo(1);

        assertThat(data).doesNotExist();
        assertThat(err.toString().lines()).containsExactly("headrace: Headrace is not running with data folder " + data
                + "; start it with: ./headrace up");
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
