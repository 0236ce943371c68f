package dev.headrace.services;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Redis-compatible server program and its version.
 *
 * @param program path of the executable
 * @param major 7 of 7.2
 * @param minor 2 of 7.2
 */
record RedisBinary(Path program, int major, int minor) {

    private static final Pattern VERSION = Pattern.compile("server v=(\\d+)\\.(\\d+)");

    static RedisBinary choose(Installation installation) {
        return choose(Stream.of("valkey-server", "redis-server").map(Executables::find).flatMap(Optional::stream),
                installation);
    }

    /** The first installed program that runs and is recent enough, else the bundled one. */
    static RedisBinary choose(Stream<Path> installed, Installation installation) {
        return installed.map(RedisBinary::ifRunnable).flatMap(Optional::stream).filter(RedisBinary::isRecent)
                .findFirst()
                .orElseGet(() -> packed(installation));
    }

    private static Optional<RedisBinary> ifRunnable(Path program) {
        try {
            return Optional.of(of(program));
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    /** The bundled Redis. */
    static RedisBinary packed(Installation installation) {
        return of(new PackedBinary(installation, Platform.current().redisBinary()).program());
    }

    private static RedisBinary of(Path program) {
        return parse(program, Command.run(program.toString(), List.of(program.toString(), "--version")));
    }

    static RedisBinary parse(Path program, String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            throw new ServiceException(program + " printed no version: " + version.strip());
        }
        return new RedisBinary(program, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    boolean isRecent() {
        return major > 6 || (major == 6 && minor >= 2);
    }
}
