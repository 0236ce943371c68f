package dev.headrace.local.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Environments;
import dev.headrace.services.Installation;
import dev.headrace.services.PostgresServer;
import dev.headrace.services.Ports;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a command of the core on the database of a running system, which only the owner of the data folder can do. */
final class CoreCommand {

    private final Installation installation;
    private final LocalData data;

    CoreCommand(Installation installation, LocalData data) {
        this.installation = installation;
        this.data = data;
    }

    /**
     * Returns what the command prints. Its errors go to standard error.
     *
     * @param failure the message if it fails
     * @throws ServiceException if the system is not running, or the command fails
     */
    String run(String failure, String... arguments) {
        Path jar = installation.home().resolve("admin-core/target/app/admin-core.jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder core = Environments.program(command);
        core.environment().putAll(database());
        try {
            Process process = core.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.onExit().join().exitValue() != 0) {
                throw new ServiceException(failure);
            }
            return output;
        } catch (IOException e) {
            throw new ServiceException("Cannot run the core's " + arguments[0] + " command: " + e.getMessage(), e);
        }
    }

    private Map<String, String> database() {
        data.requireRunning();
        int port = data.port("postgresql").stream().filter(Ports::isTaken).findFirst().orElseThrow(data::notRunning);
        try {
            PostgresServer.Access access = PostgresServer.access(data.folder(), port);
            return Map.of("HEADRACE_DATABASE_URL", access.jdbcUrl(), "HEADRACE_DATABASE_USER", access.user(),
                    "HEADRACE_DATABASE_PASSWORD", access.password());
        } catch (IOException e) {
            throw new ServiceException("Cannot read the database password: " + e.getMessage(), e);
        }
    }
}
