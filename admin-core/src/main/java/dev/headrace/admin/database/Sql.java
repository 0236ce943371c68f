package dev.headrace.admin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** Loads SQL statements from resource files. */
public final class Sql {

    private Sql() {}

    /** Reads a file from a class's package. */
    public static String load(Class<?> user, String file) {
        try {
            return new ClassPathResource(file, user).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
