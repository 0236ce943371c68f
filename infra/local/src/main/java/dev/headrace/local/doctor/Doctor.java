package dev.headrace.local.doctor;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import dev.headrace.services.PostgresServer;
import dev.headrace.services.Ports;
import dev.headrace.services.QueueServer;
import dev.headrace.services.RedisServer;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Checks the prerequisites of {@code up} and the servers of a running system, and prints a line for each. */
public final class Doctor {

    private static final long MIN_FREE_DISK = 1L << 30;
    private static final List<Integer> DEFAULT_PORTS = List.of(8080, 8081);

    private final Installation installation;
    private final LocalData data;
    private final PrintWriter out;
    private boolean healthy = true;

    public Doctor(Installation installation, LocalData data, PrintWriter out) {
        this.installation = installation;
        this.data = data;
        this.out = out;
    }

    /** Returns the exit code: 0 if all checks passed. */
    public int examine() {
        check("Java", () -> Runtime.version() + " in " + System.getProperty("java.home"));
        check("PostgreSQL", () -> PostgresServer.version(installation));
        check("Redis", () -> RedisServer.version(installation));
        check("SQS", () -> QueueServer.version(installation));
        check("core", () -> built("admin-core/target/app/admin-core.jar"));
        check("edge", () -> built("fast-api/target/app/fast-api.jar"));
        check("disk", this::disk);
        DataFolder.owner(data.folder()).ifPresentOrElse(this::checkServers, () -> check("ports", this::ports));
        return healthy ? 0 : 1;
    }

    private void checkServers(String owner) {
        RunningServers servers = new RunningServers(data);
        check("system", () -> "runs as process " + owner + " with these servers:");
        check("PostgreSQL", servers::postgres);
        check("Redis", servers::redis);
        check("SQS", servers::queue);
        check("core", servers::core);
        check("edge", servers::edge);
    }

    private void check(String what, Callable<String> check) {
        try {
            out.printf("  ok       %-11s %s%n", what, check.call());
        } catch (Exception e) {
            healthy = false;
            out.printf("  problem  %-11s %s%n", what, e instanceof ServiceException ? e.getMessage() : e.toString());
        }
    }

    private String built(String jar) {
        Path path = installation.home().resolve(jar);
        if (!Files.exists(path)) {
            throw new ServiceException(path + " does not exist; build it with: mvn package");
        }
        return path.toString();
    }

    private String disk() throws IOException {
        Path existing = data.folder();
        while (!Files.exists(existing)) {
            existing = existing.resolveSibling("..").normalize();
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        if (free < MIN_FREE_DISK) {
            throw new ServiceException("Only " + (free >> 20) + " MiB free for " + data.folder() + ".");
        }
        return (free >> 30) + " GiB free for " + data.folder();
    }

    private String ports() {
        if (!DataFolder.orphans(data.folder()).isEmpty()) {
            throw data.notRunning();
        }
        for (int port : DEFAULT_PORTS) {
            Ports.requireFree(port);
        }
        return "8080 and 8081 are free";
    }
}
