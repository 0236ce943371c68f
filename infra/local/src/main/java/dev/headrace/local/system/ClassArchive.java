package dev.headrace.local.system;

import dev.headrace.services.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CDS archive of a program's loaded classes, which the JVM writes when it first exits and which halves later startup
 * time.
 *
 * <p>The JVM does not replace an archive of an older jar, so each build has its own.
 */
final class ClassArchive {

    private ClassArchive() {}

    /** The archive for this build of a program; archives of other builds are deleted. */
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
