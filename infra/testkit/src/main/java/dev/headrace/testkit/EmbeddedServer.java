package dev.headrace.testkit;

import dev.headrace.services.DataFolder;
import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server that runs as a child process of this JVM. */
record EmbeddedServer(Server server) implements TestServer {

    private static final int MAX_JVMS = 16;
    private static @Nullable DataFolder folder;

    /** This JVM's own folder in the module's build output; leftovers of a killed JVM are deleted when it is reused. */
    static synchronized DataFolder folder() {
        if (folder == null) {
            folder = claimUnused();
        }
        return folder;
    }

    private static DataFolder claimUnused() {
        Path parent = Path.of("target", "backends");
        for (int number = 1; number <= MAX_JVMS; number++) {
            Path folder = parent.resolve(Integer.toString(number));
            try {
                return DataFolder.claimEmpty(folder);
            } catch (ServiceException e) {
                boolean inUse = Files.exists(folder);
                if (!inUse) {
                    throw e;
                }
            }
        }
        throw new ServiceException("All " + MAX_JVMS + " folders in " + parent + " are in use.");
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void discard() {
        server.kill();
    }

    @Override
    public String output() {
        return "";
    }

    @Override
    public String toString() {
        return "embedded, port " + server.port();
    }
}
