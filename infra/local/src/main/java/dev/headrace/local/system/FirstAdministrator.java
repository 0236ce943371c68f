package dev.headrace.local.system;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The administrator account of a new system.
 *
 * @param email email address
 * @param password initial password; empty once the system is set up
 * @param chosen whether the password is already known: it was set by the environment, or shown before
 */
record FirstAdministrator(String email, String password, boolean chosen) {

    /**
     * Defined by the environment at the first start; defaults are {@code admin@localhost} and a random password. Both are
     * kept until the system is set up, because an interrupted first start may have created the account already.
     */
    static FirstAdministrator of(LocalData data, Map<String, String> environment) {
        String email = data.administrator()
                .orElseGet(() -> environment.getOrDefault("HEADRACE_ADMIN_EMAIL", "admin@localhost"));
        data.rememberAdministrator(email);
        if (data.isSetUp()) {
            return new FirstAdministrator(email, "", true);
        }
        String configured = environment.getOrDefault("HEADRACE_ADMIN_PASSWORD", "");
        String password = SecretFile.readOrCreate(file(data),
                () -> configured.isEmpty() ? SecretFile.randomPassword() : configured);
        return new FirstAdministrator(email, password, password.equals(configured));
    }

    /** Call this after the password was shown. */
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
