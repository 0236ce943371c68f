package dev.headrace.local.data;

import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import dev.headrace.services.SecretFile;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * A system's data folder: what one command remembers there for the next.
 *
 * @param folder the folder, which need not be there yet
 */
public record LocalData(Path folder) {

    /** The folder of those who name none. */
    public static LocalData usual(Installation installation) {
        return new LocalData(installation.home().resolve(".headrace"));
    }

    /** The port that the part of that name had when it was last started. */
    public OptionalInt port(String part) {
        return remembered("port." + part).stream().mapToInt(Integer::parseInt).findFirst();
    }

    public void rememberPort(String part, int port) {
        remember("port." + part, Integer.toString(port));
    }

    /** The address that the first administrator was made with. */
    public Optional<String> administrator() {
        return remembered("administrator");
    }

    public void rememberAdministrator(String email) {
        remember("administrator", email);
    }

    /** The folder that entries of that import source were last imported from. */
    public Optional<Path> importedFolder(String source) {
        return Optional.ofNullable(read(imports()).getProperty(source)).map(Path::of);
    }

    public void rememberImport(String source, Path absoluteFolder) {
        remember(imports(), source, absoluteFolder.toString());
    }

    /** Whether the first start came to its end. */
    public boolean isSetUp() {
        return remembered("set-up").isPresent();
    }

    public void rememberSetUp() {
        remember("set-up", "true");
    }

    /**
     * The address of the core that was started last on this folder.
     *
     * @throws ServiceException if none was
     */
    public URI core() {
        return URI.create("http://127.0.0.1:" + port("core").orElseThrow(this::notRunning));
    }

    /** @throws ServiceException if no process runs the system: whoever listens on its ports then is somebody else */
    public void requireRunning() {
        if (DataFolder.owner(folder).isEmpty()) {
            throw notRunning();
        }
    }

    public ServiceException notRunning() {
        return new ServiceException(
                "Headrace does not run on the data in " + folder + "; start it with: ./headrace up");
    }

    /** A file for its owner's eyes; {@link SecretFile} makes it. */
    public Path secret(String name) {
        return folder.resolve(name);
    }

    private Optional<String> remembered(String key) {
        return Optional.ofNullable(read(file()).getProperty(key));
    }

    private void remember(String key, String value) {
        remember(file(), key, value);
    }

    private static void remember(Path file, String key, String value) {
        Properties properties = read(file);
        properties.setProperty(key, value);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "What ./headrace remembers of this system");
            SecretFile.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new ServiceException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return properties;
    }

    private Path file() {
        return folder.resolve("headrace.properties");
    }

    /** A file of its own: imports are other processes than the system, and neither may overwrite what the other writes. */
    private Path imports() {
        return folder.resolve("imports.properties");
    }
}
