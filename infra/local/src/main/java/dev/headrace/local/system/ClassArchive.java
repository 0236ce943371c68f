package dev.headrace.local.system;

import dev.headrace.services.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the JVM keeps a program's loaded classes from its first end on, which halves what its next start costs.
 *
 * <p>The JVM does not renew an archive that another build's jar has made useless, so each build has one of its own.
 */
final class ClassArchive {

    private ClassArchive() {}

    /** The archive for this build of a program; those of others are deleted. */
    static Path of(Path jar, DataFolder folder) {
        try {
            String program = jar.getFileName().toString().replace(".jar", "");
            Path archive = folder.resolve(program + "-" + Files.getLastModifiedTime(jar).toMillis() + ".jsa");
            deleteOthers(archive, program);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOthers(Path archive, String program) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(archive.getParent(), program + "-*.jsa")) {
            for (Path other : archives) {
                if (!other.equals(archive)) {
                    Files.delete(other);
                }
            }
        }
    }
}
