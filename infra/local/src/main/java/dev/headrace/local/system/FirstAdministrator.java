package dev.headrace.local.system;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who may sign in to a new system.
 *
 * @param email the address
 * @param password the first password; empty once the system is set up
 * @param chosen whether the password need not be shown: it is the one that the environment gives, or was shown before
 */
record FirstAdministrator(String email, String password, boolean chosen) {

    /**
     * The one that the environment names at the first start: without an address {@code admin@localhost}, without a
     * password a random one. Both stay what they are until the system is set up, since a first start that is cut short
     * may have made the administrator already.
     */
    static FirstAdministrator of(LocalData data, Map<String, String> environment) {
        String email = data.administrator()
                .orElseGet(() -> environment.getOrDefault("HEADRACE_ADMIN_EMAIL", "admin@localhost"));
        data.rememberAdministrator(email);
        if (data.isSetUp()) {
            return new FirstAdministrator(email, "", true);
        }
        String given = environment.getOrDefault("HEADRACE_ADMIN_PASSWORD", "");
        String password = SecretFile.readOrCreate(file(data),
                () -> given.isEmpty() ? SecretFile.randomPassword() : given);
        return new FirstAdministrator(email, password, password.equals(given));
    }

    /** To be called once the password was shown. */
    static void forgetPassword(LocalData data) {
        try {
            Files.deleteIfExists(file(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(LocalData data) {
        return data.secret("first.password");
    }
}
