package dev.headrace.services;

import java.util.Locale;

/** Operating systems and processors with bundled binaries. */
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64"),
    LINUX_ARM64("postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64"),
    MACOS_AMD64("postgres-darwin-x86_64.txz", "redis-server-6.2.6-v5-darwin-amd64"),
    MACOS_ARM64("postgres-darwin-arm_64.txz", "redis-server-6.2.6-v5-darwin-arm64");

    private final String postgresArchive;
    private final String redisBinary;

    Platform(String postgresArchive, String redisBinary) {
        this.postgresArchive = postgresArchive;
        this.redisBinary = redisBinary;
    }

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String system, String processor) {
        boolean arm = processor.equals("aarch64");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux") && (arm || intel)) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (name.startsWith("mac") && (arm || intel)) {
            return arm ? MACOS_ARM64 : MACOS_AMD64;
        }
        throw new ServiceException("There are no PostgreSQL and Redis binaries for " + system + " on " + processor
                + "; supported are Linux and macOS on x86-64 and Arm.");
    }

    /** Class path resource of the PostgreSQL archive. */
    String postgresArchive() {
        return postgresArchive;
    }

    /** Class path resource of the Redis binary. */
    String redisBinary() {
        return redisBinary;
    }
}
