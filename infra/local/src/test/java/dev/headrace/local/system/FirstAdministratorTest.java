package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdministratorTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsRandomPasswordUntilItIsShown() {
        LocalData data = new LocalData(folder);

        FirstAdministrator first = FirstAdministrator.of(data, Map.of());
        FirstAdministrator afterAFailedStart = FirstAdministrator.of(data, Map.of());
        FirstAdministrator.forgetPassword(data);
        FirstAdministrator later = FirstAdministrator.of(data, Map.of());

        assertThat(first.email()).isEqualTo("admin@localhost");
        assertThat(first.chosen()).isFalse();
        assertThat(afterAFailedStart).isEqualTo(first);
        assertThat(later.password()).isNotEqualTo(first.password());
    }

    @Test
    void isDefinedByTheEnvironment() {
        Map<String, String> environment = Map.of("HEADRACE_ADMIN_EMAIL", "ada@example.org", "HEADRACE_ADMIN_PASSWORD",
                "correct horse");

        assertThat(FirstAdministrator.of(new LocalData(folder), environment))
                .isEqualTo(new FirstAdministrator("ada@example.org", "correct horse", true));
    }

    @Test
    void keepsItsRandomPasswordWhenTheEnvironmentSetsOneLater() {
        LocalData data = new LocalData(folder);
        FirstAdministrator first = FirstAdministrator.of(data, Map.of());

        FirstAdministrator afterAnInterruptedStart = FirstAdministrator.of(data,
                Map.of("HEADRACE_ADMIN_PASSWORD", "x"));

        assertThat(afterAnInterruptedStart).isEqualTo(first);
        assertThat(afterAnInterruptedStart.chosen()).isFalse();
    }

    @Test
    void keepsItsConfiguredPasswordWhenTheEnvironmentSetsNoneLater() {
        LocalData data = new LocalData(folder);
        FirstAdministrator.of(data, Map.of("HEADRACE_ADMIN_PASSWORD", "correct horse"));

        assertThat(FirstAdministrator.of(data, Map.of()))
                .isEqualTo(new FirstAdministrator("admin@localhost", "correct horse", false));
    }

    @Test
    void hasNoPasswordOnceTheSystemIsSetUp() {
        LocalData data = new LocalData(folder);
        FirstAdministrator.of(data, Map.of("HEADRACE_ADMIN_EMAIL", "ada@example.org"));
        data.rememberSetUp();

        assertThat(FirstAdministrator.of(data, Map.of("HEADRACE_ADMIN_EMAIL", "bob@example.org")))
                .isEqualTo(new FirstAdministrator("ada@example.org", "", true));
    }
}
