package dev.headrace.admin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** Statements in files of their own. */
public final class Sql {

    private Sql() {}

    /** The text of a file in a class's package. */
    public static String load(Class<?> user, String file) {
        try {
            return new ClassPathResource(file, user).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
