package dev.headrace.services;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where Headrace lies on this machine.
 *
 * @param home the folder that holds the {@code headrace} launcher
 */
public record Installation(Path home) {

    /** The folder that system property {@code headrace.home} names, else the nearest one above the working directory. */
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
        throw new ServiceException("No Headrace installation in " + start + " or above; set -Dheadrace.home.");
    }

    Path elasticMqLibraries() {
        return home.resolve("infra/elasticmq/target/lib");
    }

    /** Where packed binaries are laid out; build output, so that {@code mvn clean} removes it. */
    Path unpacked() {
        return home.resolve("infra/services/target/unpacked");
    }
}
