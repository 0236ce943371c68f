package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import dev.headrace.admin.staff.FirstAdministrator.Account;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstAdministratorAccountTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(Account.class)).isEqualTo(new Account("admin@localhost", ""));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(Account.class,
                Map.of("HEADRACE_ADMIN_EMAIL", "ada@example.org", "HEADRACE_ADMIN_PASSWORD", "secret")))
                .isEqualTo(new Account("ada@example.org", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada"})
    void anAccountNeedsAnEmailAddress(String email) {
        assertThatThrownBy(() -> Settings.with(Account.class, Map.of("HEADRACE_ADMIN_EMAIL", email)))
                .hasMessage("HEADRACE_ADMIN_EMAIL must be an email address, not '" + email + "'");
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(new Account("ada@example.org", "secret").toString()).doesNotContain("secret");
    }
}
