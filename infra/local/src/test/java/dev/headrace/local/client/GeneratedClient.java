package dev.headrace.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A folder with a generated client and a program that uses it. */
public final class GeneratedClient {

    private static final String COMPILER = "META-INF/resources/webjars/typescript/5.9.3/";

    private final Path folder;

    public GeneratedClient(Path folder) {
        this.folder = folder;
    }

    /** Where the source of a client belongs. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Compiles the client and the program {@code magazine.ts} with all strict checks, and runs the program with Node.
     *
     * @return what it prints
     */
    public String typeScript(String edge, String token) throws IOException, InterruptedException {
        copy("magazine.ts");
        Files.writeString(file("package.json"), "{\"type\": \"module\"}");
        run("node", typeScriptCompiler().toString(), "--strict", "--exactOptionalPropertyTypes",
                "--noUncheckedIndexedAccess", "--noUnusedLocals", "--target", "es2022", "--lib", "es2022,dom",
                "--module",
                "nodenext", "--moduleResolution", "nodenext", "magazine.ts");
        return run("node", "magazine.js", edge, token);
    }

    /**
     * Runs the program {@code magazine.py} with the client.
     *
     * @return what it prints
     */
    public String python(String edge, String token) throws IOException, InterruptedException {
        copy("magazine.py");
        return run("python3", "-W", "error", "magazine.py", edge, token);
    }

    private Path typeScriptCompiler() throws IOException {
        URL url = Objects.requireNonNull(getClass().getClassLoader().getResource(COMPILER + "lib/tsc.js"));
        JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile();
        Path lib = Files.createDirectories(folder.resolve("typescript/lib"));
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.getName().matches(COMPILER + "lib/(_?tsc\\.js|lib\\.[^/]*d\\.ts)")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, lib.resolve(Path.of(entry.getName()).getFileName()));
                }
            }
        }
        // Otherwise the compiler would be a module.
        Files.writeString(lib.resolve("package.json"), "{\"type\": \"commonjs\", \"version\": \"5.9.3\"}");
        return lib.resolve("tsc.js");
    }

    private void copy(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.copy(in, file(name));
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path errors = file("errors.log");
        Process process = new ProcessBuilder(List.of(command)).directory(folder.toFile())
                .redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + output + Files.readString(errors));
        }
        return output;
    }
}
