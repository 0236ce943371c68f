package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}. */
final class Wrk implements Load {

    private static final Path PROGRAM = Path.of("/usr/bin/wrk");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");

    private final Path script;

    Wrk(Path folder) throws IOException {
        script = folder.resolve("requests.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("requests.lua")) {
            if (in == null) {
                throw new IOException("no resource requests.lua");
            }
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public double perSecond(Subject subject, Path requests, int connections, Duration time) throws Exception {
        Process wrk = new ProcessBuilder(List.of(PROGRAM.toString(), "-t1", "-c" + connections, "-d" + time.toSeconds(),
                "-s", script.toString(), "http://127.0.0.1:" + subject.port(), "--", requests.toString()))
                .redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), UTF_8);
        Matcher rate = RATE.matcher(output);
        if (wrk.waitFor() != 0 || !rate.find() || output.contains("Non-2xx") || output.contains("Socket errors")) {
            throw new IllegalStateException(subject.name() + ": " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    @Override
    public String toString() {
        return "wrk";
    }
}
