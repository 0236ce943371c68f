package dev.headrace.local.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Environments;
import dev.headrace.services.Installation;
import dev.headrace.services.PostgresServer;
import dev.headrace.services.Ports;
import dev.headrace.services.SecretFile;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Personal access tokens of staff, issued by the core's command, which needs the database password. */
public final class StaffTokens {

    private final Installation installation;
    private final LocalData data;

    public StaffTokens(Installation installation, LocalData data) {
        this.installation = installation;
        this.data = data;
    }

    /**
     * Issues a new token.
     *
     * @throws ServiceException if the system is not running, or nobody has this address
     */
    public String issue(String email) {
        Path jar = installation.home().resolve("admin-core/target/app/admin-core.jar");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "token", "--staff", email);
        Environments.reduce(command.environment());
        command.environment().putAll(database());
        try {
            Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process.getOutputStream().close();
            String token = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.onExit().join().exitValue() != 0) {
                throw new ServiceException("No token was issued.");
            }
            return token;
        } catch (IOException e) {
            throw new ServiceException("Cannot run the core's token command: " + e.getMessage(), e);
        }
    }

    /** The first administrator's token, stored in the data folder for later commands; issued if there is none. */
    public String stored() {
        return SecretFile.readOrCreate(file(), this::issueToAdministrator);
    }

    /** Replaces the stored token, which was rejected. */
    public String renew() {
        SecretFile.write(file(), issueToAdministrator());
        return stored();
    }

    private String issueToAdministrator() {
        return issue(data.administrator().orElseThrow(data::notRunning));
    }

    private Path file() {
        return data.secret("staff.token");
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
