package dev.headrace.services;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Headrace installation on this machine.
 *
 * @param home the folder that holds the {@code headrace} launcher
 */
public record Installation(Path home) {

    /** From system property {@code headrace.home}, else the nearest one at or above the working directory. */
    public static Installation find() {
        String named = System.getProperty("headrace.home");
        if (named != null) {
            return new Installation(Path.of(named).toAbsolutePath().normalize());
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("headrace")) && Files.isDirectory(folder.resolve("infra"))) {
                return new Installation(folder);
            }
        }
        throw new ServiceException("No Headrace installation found in " + start + " or above; set -Dheadrace.home.");
    }

    Path elasticMqLibraries() {
        return home.resolve("infra/elasticmq/target/lib");
    }

    /** Where bundled binaries are unpacked; build output, so {@code mvn clean} removes it. */
    Path unpacked() {
        return home.resolve("infra/services/target/unpacked");
    }
}
