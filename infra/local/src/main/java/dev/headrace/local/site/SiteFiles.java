package dev.headrace.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a site, read when they are asked for, so that changes are visible at once. */
final class SiteFiles {

    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css",
            "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, Path> byPath = new HashMap<>();

    /** A file to send. */
    @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
    record Content(String type, byte[] bytes) {}

    /** @param folder only the files that it has now are served */
    SiteFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).filter(file -> TYPES.containsKey(extension(file)))
                    .forEach(file -> byPath.put("/" + file.getFileName(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Null if there is no such file. */
    @Nullable
    Content find(String path) throws IOException {
        Path file = byPath.get(path.equals("/") ? "/index.html" : path);
        return file == null
                ? null
                : new Content(TYPES.getOrDefault(extension(file), ""), Files.readAllBytes(file));
    }
}
