package dev.headrace.testkit;

import dev.headrace.services.DataFolder;
import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server that runs as a child process of this JVM. */
record EmbeddedServer(Server server) implements TestServer {

    private static final int MOST_JVMS = 16;
    private static @Nullable DataFolder folder;

    /** This JVM's own among the folders of the module: what a killed one left there is cleaned up by the next. */
    static synchronized DataFolder folder() {
        if (folder == null) {
            folder = claimOne();
        }
        return folder;
    }

    private static DataFolder claimOne() {
        Path parent = Path.of("target", "backends");
        for (int number = 1; number <= MOST_JVMS; number++) {
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
        throw new ServiceException("All " + MOST_JVMS + " folders in " + parent + " are in use.");
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
