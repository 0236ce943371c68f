package dev.headrace.admin.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

class TokenCommandIT {

    private static CoreUnderTest core;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void onlyAValidTokenIsPrinted() {
        assertThat(run("token", "--staff", CoreUnderTest.EMAIL.toUpperCase(Locale.ROOT))).isZero();

        String token = out.toString(UTF_8).strip();
        assertThat(token).matches("hr_[A-Za-z0-9_-]{43}");
        assertThat(core
                .send(HttpRequest.newBuilder(core.url("/api/types")).header("Authorization", "Bearer " + token).build())
                .status()).isEqualTo(200);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void anUnknownAddressGetsNoToken() {
        assertThat(run("token", "--staff", "nobody@example.org")).isEqualTo(1);

        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8))
                .isEqualToIgnoringNewLines("No account has the email address nobody@example.org.");
    }

    @Test
    void invalidArgumentsPrintUsage() {
        assertThat(run("token", "someone")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("Usage: token --staff EMAIL");
    }

    private int run(String... arguments) {
        Environment settings = core.bean(Environment.class);
        Map<String, String> environment = Map.of("HEADRACE_DATABASE_URL", setting(settings, "HEADRACE_DATABASE_URL"),
                "HEADRACE_DATABASE_USER", setting(settings, "HEADRACE_DATABASE_USER"), "HEADRACE_DATABASE_PASSWORD",
                setting(settings, "HEADRACE_DATABASE_PASSWORD"));
        return TokenCommand.run(arguments, environment, new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private static String setting(Environment settings, String name) {
        return settings.getRequiredProperty(name);
    }
}
