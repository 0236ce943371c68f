package dev.headrace.admin.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

class OperatorCommandIT {

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
    void aLostPasswordIsReplacedAndSessionsEnd() {
        String email = UUID.randomUUID() + "@example.org";
        core.bean(JdbcClient.class).sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                values (gen_random_uuid(), :email, 'Ada', :hash, 'administrator', now())""").param("email", email)
                .param("hash", Passwords.encoder().encode("lost")).update();
        try (Browser lost = new Browser(core); Browser other = new Browser(core); Browser found = new Browser(core)) {
            lost.signIn(email, "lost");
            other.signIn();
            assertThat(lost.open("/admin").path()).isEqualTo("/admin");

            assertThat(run("password", email.toUpperCase(Locale.ROOT))).isZero();

            String password = out.toString(UTF_8).strip();
            assertThat(password).matches("[A-Za-z0-9_-]{16}");
            assertThat(lost.open("/admin").path()).startsWith("/admin/sign-in");
            assertThat(lost.signIn(email, "lost").path()).contains("failed");
            assertThat(found.signIn(email, password).path()).isEqualTo("/admin");
            assertThat(other.open("/admin").path()).isEqualTo("/admin");
            Answer recorded = core.get("/api/audit?action=staff.replace-password");
            assertThat(recorded.json().at("/items/0/subject/title").asString()).isEqualTo(email);
            assertThat(recorded.json().at("/items/0/actor/name").asString()).isEqualTo("system");
            assertThat(recorded.json().toString()).doesNotContain(password);
        }
    }

    @Test
    void anUnknownAddressGetsNoPassword() {
        assertThat(run("password", "nobody@example.org")).isEqualTo(1);

        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8)).contains("No account has the email address nobody@example.org.");
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
        return OperatorCommand.run(arguments, environment, new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private static String setting(Environment settings, String name) {
        return settings.getRequiredProperty(name);
    }
}
