package dev.headrace.local.data;

import dev.headrace.services.DataFolder;
import dev.headrace.services.DataFolder.Orphan;
import dev.headrace.services.Installation;
import dev.headrace.services.SecretFile;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A system's data folder, and the settings that commands store in it.
 *
 * @param folder the folder, which may not exist yet
 */
public record LocalData(Path folder) {

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int MAX_PORT = 65_535;

    /** The default folder. */
    public static LocalData defaultOf(Installation installation) {
        return new LocalData(installation.home().resolve(".headrace"));
    }

    /** The port that the server used last. */
    public OptionalInt port(String server) {
        String key = "port." + server;
        return remembered(key).stream().mapToInt(value -> port(key, value)).findFirst();
    }

    private int port(String key, String value) {
        if (PORT.matcher(value).matches()) {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new ServiceException("In " + file() + ", " + key + " is '" + value
                + "', which is not a port; delete the line, and another port is chosen.");
    }

    public void rememberPort(String server, int port) {
        remember("port." + server, Integer.toString(port));
    }

    /** The first administrator's email address. */
    public Optional<String> administrator() {
        return remembered("administrator");
    }

    public void rememberAdministrator(String email) {
        remember("administrator", email);
    }

    /** The folder that was last imported with this source. */
    public Optional<Path> importedFolder(String source) {
        return Optional.ofNullable(read(imports()).getProperty(source)).map(Path::of);
    }

    public void rememberImport(String source, Path absoluteFolder) {
        remember(imports(), source, absoluteFolder.toString());
    }

    /** Whether the first start has completed. */
    public boolean isSetUp() {
        return remembered("set-up").isPresent();
    }

    public void rememberSetUp() {
        remember("set-up", "true");
    }

    /**
     * URL of the core that was last started with this folder.
     *
     * @throws ServiceException if there was none
     */
    public URI core() {
        return URI.create("http://127.0.0.1:" + port("core").orElseThrow(this::notRunning));
    }

    /** @throws ServiceException if the system is not running, so that its ports may belong to other programs */
    public void requireRunning() {
        if (DataFolder.owner(folder).isEmpty()) {
            throw notRunning();
        }
    }

    public ServiceException notRunning() {
        List<Orphan> orphans = DataFolder.orphans(folder);
        return new ServiceException("Headrace is not running with data folder " + folder + (orphans.isEmpty()
                ? "; start it with: ./headrace up"
                : ", but a start that was killed left servers running: " + orphans.stream().map(Orphan::toString)
                        .collect(Collectors.joining(", "))
                        + ". ./headrace up stops them and starts the system again."));
    }

    /** The path of a {@link SecretFile}. */
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
            properties.store(text, "Settings of this system, written by ./headrace");
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
            } catch (CharacterCodingException | IllegalArgumentException e) {
                throw new ServiceException("Cannot read " + file + ", because it is damaged.", e);
            } catch (IOException e) {
                throw new ServiceException("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return properties;
    }

    private Path file() {
        return folder.resolve("headrace.properties");
    }

    /** A separate file, because import processes and the system must not overwrite each other's settings. */
    private Path imports() {
        return folder.resolve("imports.properties");
    }
}
